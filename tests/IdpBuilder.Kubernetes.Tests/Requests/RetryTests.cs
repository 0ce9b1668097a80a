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
        { "ServiceUnavailable", 503, null, true, false },
        { "ServiceUnavailable", 503, 2, true, true },
        { "InternalError", 500, 1, true, true },
        { "InternalError", 500, null, false, false },
        { "Timeout", 504, null, true, false },
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

    [Fact]
    public async Task A_refused_connection_is_tried_again_even_for_creations_because_nothing_was_sent()
    {
        _server.On($"POST {All}", Fails(Refused), Fails(Refused), Json(Object("a", 1)));

        var created = await _server.RunAsync(_server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default));

        Assert.Equal("a", created.Name);
    }

    [Fact]
    public async Task A_reset_connection_is_tried_again_for_an_apply_but_never_for_a_creation()
    {
        _server.On($"PATCH {One}", Fails(Reset), Json(Object("a", 1))).On($"POST {All}", Fails(Reset));

        await _server.RunAsync(_server.Api().ApplyAsync(Manifest("a"), WriteOptions.Default, default));
        var failure = await Assert.ThrowsAsync<KubernetesApiException>(
            () => _server.RunAsync(_server.Api().CreateAsync(Manifest("a"), WriteOptions.Default, default)));

        Assert.Equal(("ApiUnreachable", FailureKind.Unreachable, 0), (failure.Id, failure.Kind, failure.Code));
        Assert.Single(_server.Received, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_server_that_stays_away_is_given_up_after_some_ten_seconds()
    {
        _server.On($"GET {One}", Fails(Refused));
        var start = _server.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _server.RunAsync(_server.Api().GetAsync(Target, default)));

        Assert.InRange((_server.Clock.GetUtcNow() - start).TotalSeconds, 5, 15);
        Assert.Contains("'https://scripted.test/' does not answer (Connection refused)", failure.Message, StringComparison.Ordinal);
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
