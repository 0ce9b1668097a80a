using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.Documents;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Requests;

public sealed class RetryTests
{
    private const string One = "/api/v1/namespaces/demo/configmaps/a";
    private const string All = "/api/v1/namespaces/demo/configmaps";
    private static readonly ResourceReference Target = new(ConfigMap, "demo", "a");
    private static readonly Exception Refused = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
    private static readonly Exception Reset = new HttpRequestException(HttpRequestError.Unknown, "reset", new IOException("Connection reset by peer"));

    private readonly ScriptedServer _server = new();

    public static TheoryData<string, int, int?, bool, bool> Refusals => new()
    {
        // reason, code, Retry-After, apply is repeated, create is repeated
        { "TooManyRequests", 429, 1, true, true },
        { "TooManyRequests", 429, null, true, true },
        { "ServiceUnavailable", 503, null, true, true },
        { "ServiceUnavailable", 503, 2, true, true },
        { "InternalError", 500, 1, true, true },
        { "InternalError", 500, null, false, false },
        { "Timeout", 504, null, true, true },
        { "Conflict", 409, null, false, false },
        { "Invalid", 422, null, false, false },
        { "Forbidden", 403, null, false, false },
        { "Unauthorized", 401, null, false, false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_refused_is_repeated_when_that_is_safe(string reason, int code, int? retryAfter, bool apply, bool create)
    {
        var refusal = Status(code, reason, "not now", retryAfter);
        _server.On($"PATCH {One}", refusal, refusal, Json(Object("a", 1))).On($"POST {All}", refusal, refusal, Json(Object("a", 1)));
        await using var api = _server.Api();

        await AttemptAsync(api.ApplyAsync(Manifest("a"), WriteOptions.Default, default), apply);
        await AttemptAsync(api.CreateAsync(Manifest("a"), WriteOptions.Default, default), create);

        Assert.Equal(apply ? 3 : 1, _server.Received.Count(request => request.Method == "PATCH"));
        Assert.Equal(create ? 3 : 1, _server.Received.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task Retry_after_is_honoured_to_the_second()
    {
        _server.On($"GET {One}", Status(429, "TooManyRequests", "later", retryAfter: 7), Json(Object("a", 1)));
        var start = _server.Clock.GetUtcNow();

        await _server.RunAsync(_server.Api().GetAsync(Target, default));

        Assert.InRange((_server.Clock.GetUtcNow() - start).TotalSeconds, 7, 7.2);
    }

    public static TheoryData<HttpRequestError, Exception?, bool> Beginnings => new()
    {
        { HttpRequestError.ConnectionError, null, true },
        { HttpRequestError.SecureConnectionError, new IOException("Connection reset by peer"), true },
        { HttpRequestError.SecureConnectionError, new System.Security.Authentication.AuthenticationException("untrusted"), false },
        { HttpRequestError.NameResolutionError, null, false },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_connection_that_was_cut_before_anything_was_sent_is_tried_again_even_for_creations(HttpRequestError error, Exception? cause, bool again)
    {
        var failure = new HttpRequestException(error, "no connection", cause);
        _server.On($"POST {All}", Fails(failure), Fails(failure), Json(Object("a", 1)));

        await AttemptAsync(_server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default), again);

        Assert.Equal(again ? 3 : 1, _server.Received.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task A_reset_connection_is_tried_again_for_an_apply_but_never_for_a_creation_whose_name_the_server_chooses()
    {
        _server.On($"PATCH {One}", Fails(Reset), Json(Object("a", 1))).On($"POST {All}", Fails(Reset));
        var unnamed = Manifest("a");
        unnamed.Metadata!.Remove("name");
        unnamed.Metadata["generateName"] = "a-";

        await _server.RunAsync(_server.Api().ApplyAsync(Manifest("a"), WriteOptions.Default, default));
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(
            () => _server.RunAsync(_server.Api().CreateAsync(unnamed, WriteOptions.Default, default)));

        Assert.Equal(("ApiUnreachable", FailureKind.Unreachable, 0), (failure.Id, failure.Kind, failure.Code));
        Assert.Single(_server.Received, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("POST " + All, "AlreadyExists")]
    [InlineData("PUT " + One, "Conflict")]
    public async Task A_write_whose_answer_was_lost_is_sent_again_and_recognised_when_it_had_been_carried_out(string route, string reason)
    {
        var live = Object("a", 7);
        live["metadata"]!["labels"] = new JsonObject { ["app"] = "a", ["of-the-server"] = "too" };
        _server.On(route, Fails(Reset), Status(409, reason, "it is there")).On($"GET {One}", Json(live));

        var written = await _server.RunAsync(WriteAsync(route));

        Assert.Equal("7", written.ResourceVersion);
    }

    [Theory]
    [InlineData("POST " + All, "AlreadyExists", "ResourceAlreadyExists")]
    [InlineData("PUT " + One, "Conflict", "ResourceConflict")]
    public async Task What_somebody_else_wrote_meanwhile_is_not_taken_for_it(string route, string reason, string id)
    {
        _server.On(route, Fails(Reset), Status(409, reason, "it is there")).On($"GET {One}", Json(Object("a", 7)));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.RunAsync(WriteAsync(route)));

        Assert.Equal(id, failure.Id);
    }

    [Theory]
    [InlineData("etcdserver: leader changed", true)]
    [InlineData("rpc error: code = Unavailable desc = transport is closing", true)]
    [InlineData("Internal error occurred: failed calling webhook", false)]
    public async Task What_the_servers_store_did_not_do_is_tried_again(string message, bool again)
    {
        _server.On($"PATCH {One}", Status(500, "InternalError", message), Json(Object("a", 1)));

        await AttemptAsync(_server.Api().ApplyAsync(Manifest("a"), WriteOptions.Default, default), again);
    }

    [Fact]
    public async Task A_server_that_never_answered_is_given_up_after_some_ten_seconds()
    {
        _server.Off("GET /api").On("GET /api", Fails(Refused)).Off("GET /apis").On("GET /apis", Fails(Refused));
        var start = _server.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.RunAsync(_server.Api().GetAsync(Target, default)));

        Assert.InRange((_server.Clock.GetUtcNow() - start).TotalSeconds, 10, 15);
        Assert.Contains("'https://scripted.test/' does not answer (Connection refused)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_answered_before_is_given_a_minute_to_come_back()
    {
        _server.On($"GET {One}", Fails(Refused));
        var start = _server.Clock.GetUtcNow();

        await Assert.ThrowsAsync<KubernetesApiException>(() => _server.RunAsync(_server.Api().GetAsync(Target, default)));

        Assert.InRange((_server.Clock.GetUtcNow() - start).TotalSeconds, 60, 65);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_server_that_has_just_started_is_not_believed_what_it_misses_until_it_is_ready(int code)
    {
        _server.On($"GET {One}", Status(code, "", "not there"), Status(code, "", "not there"), Json(Object("a", 1)))
            .On("GET /readyz", Status(500, "", "not ready"), Json("ok"));

        Assert.NotNull(await _server.RunAsync(_server.Api(connectionsMade: () => 1).GetAsync(Target, default)));
        Assert.Equal(2, _server.Received.Count(request => request.Path == "/readyz"));
    }

    [Fact]
    public async Task A_server_that_is_ready_is_believed_and_asked_once_a_connection()
    {
        var made = 1;
        _server.On($"GET {One}", Status(404, "NotFound", "not there")).On("GET /readyz", Json("ok"));
        var api = _server.Api(connectionsMade: () => made);

        Assert.Null(await _server.RunAsync(api.GetAsync(Target, default)));
        Assert.Null(await _server.RunAsync(api.GetAsync(Target, default)));
        made++;
        Assert.Null(await _server.RunAsync(api.GetAsync(Target, default)));

        Assert.Equal(2, _server.Received.Count(request => request.Path == "/readyz"));
    }

    [Fact]
    public async Task An_answer_may_take_as_long_as_it_likes_while_it_arrives()
    {
        var slow = new StreamedBody(onRead: () => _server.Clock.Advance(TimeSpan.FromSeconds(50)));
        foreach (var piece in Object("a", 1).ToJsonString().Chunk(10))
        {
            slow.Send(new string(piece));
        }

        _server.On($"GET {One}", Stream(slow.End()));

        Assert.NotNull(await _server.Api().GetAsync(Target, default));
        Assert.Single(_server.Received);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_a_lost_connection()
    {
        _server.On($"GET {One}", Stream(new StreamedBody()), Json(Object("a", 1)));

        Assert.NotNull(await _server.RunAsync(_server.Api().GetAsync(Target, default)));

        Assert.Equal(2, _server.Received.Count);
    }

    [Fact]
    public async Task Cancellation_ends_the_waits_between_attempts()
    {
        _server.On($"GET {One}", Fails(Refused));
        using var stop = new CancellationTokenSource();
        var call = _server.Api().GetAsync(Target, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private Task<Manifest> WriteAsync(string route)
    {
        var manifest = Manifest("a");
        manifest.Metadata!["labels"] = new JsonObject { ["app"] = "a" };
        return route.StartsWith("POST", StringComparison.Ordinal)
            ? _server.Api().CreateAsync(manifest, WriteOptions.Default, default)
            : _server.Api().ReplaceAsync(manifest, WriteOptions.Default, default);
    }

    private async Task AttemptAsync(Task<Manifest> work, bool succeeds)
    {
        if (succeeds)
        {
            await _server.RunAsync(work);
        }
        else
        {
            await Assert.ThrowsAsync<KubernetesApiException>(() => _server.RunAsync(work));
        }
    }
}
