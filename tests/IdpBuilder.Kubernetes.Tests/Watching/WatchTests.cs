using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Kubernetes.Watching;
using IdpBuilder.Manifests;
using static IdpBuilder.Kubernetes.Tests.Scripted.Documents;
using static IdpBuilder.Kubernetes.Tests.Scripted.ScriptedServer;

namespace IdpBuilder.Kubernetes.Tests.Watching;

public sealed class WatchTests : IAsyncDisposable
{
    private const string All = "GET /api/v1/namespaces/demo/configmaps";

    private readonly ScriptedServer _server = new();
    private readonly CancellationTokenSource _stop = new();
    private IAsyncEnumerator<WatchEvent>? _events;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task What_exists_comes_first_then_synced_once_then_every_change()
    {
        var stream = new StreamedBody()
            .Send(Event("ADDED", Object("b", 6)) + Event("MODIFIED", Object("a", 7)))
            .Send(Event("BOOKMARK", Object("", 9)) + Event("DELETED", Object("a", 10)));
        _server.On(All, Json(List(5, "", Object("a", 3))), Stream(stream));

        Assert.Equal(["Added a@3", "Synced @5", "Added b@6", "Modified a@7", "Bookmark @9", "Deleted a@10"], await ReadAsync(6));
        Assert.Equal("watch=true&allowWatchBookmarks=true&timeoutSeconds=540&resourceVersion=5", _server.Received[^1].Query);
    }

    [Fact]
    public async Task An_event_may_arrive_in_any_number_of_pieces()
    {
        var text = Event("ADDED", Object("ä-" + new string('x', 40_000), 6)) + Event("ADDED", Object("b", 7));
        var stream = new StreamedBody();
        foreach (var piece in text.Chunk(997))
        {
            stream.Send(new string(piece));
        }

        _server.On(All, Json(List(5, "")), Stream(stream));

        var names = (await ReadAsync(3)).Skip(1).Select(change => change.Length);
        Assert.Equal([40_000 + "Added ä-@6".Length, "Added b@7".Length], names);
    }

    [Fact]
    public async Task A_cut_connection_is_resumed_at_the_last_version_seen_without_loss_or_repetition()
    {
        var whole = Event("MODIFIED", Object("a", 7));
        _server.On(
            All,
            Json(List(5, "", Object("a", 3))),
            Stream(new StreamedBody().Send(Event("ADDED", Object("b", 6)) + whole[..20]).Cut()),
            Stream(new StreamedBody().Send(whole + Event("ADDED", Object("c", 8)))));

        Assert.Equal(["Added a@3", "Synced @5", "Added b@6", "Interrupted @6", "Resumed @6", "Modified a@7", "Added c@8"], await ReadAsync(7));
        Assert.EndsWith("resourceVersion=6", _server.Received[^1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_from_which_is_resumed()
    {
        _server.On(
            All,
            Json(List(5, "")),
            Stream(new StreamedBody().Send(Event("BOOKMARK", Object("", 900))).End()),
            Stream(new StreamedBody().Send(Event("ADDED", Object("a", 901)))));

        Assert.Equal(["Synced @5", "Bookmark @900", "Added a@901"], await ReadAsync(3));
        Assert.EndsWith("resourceVersion=900", _server.Received[^1].Query, StringComparison.Ordinal);
    }

    public static TheoryData<bool> HowExpiryIsTold => [true, false];

    [Theory]
    [MemberData(nameof(HowExpiryIsTold))]
    public async Task An_expired_version_is_bridged_by_a_list_whose_differences_come_as_events(bool insideTheStream)
    {
        var expired = insideTheStream
            ? Stream(new StreamedBody().Send("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""" + "\n").End())
            : Status(410, "Expired", "too old resource version");
        _server.On(
            All,
            Json(List(5, "", Object("same", 1), Object("changed", 2), Object("gone", 3), Object("renewed", 4))),
            expired,
            Json(List(50, "", Object("same", 1), Object("changed", 20), Object("renewed", 40, "another-uid"), Object("new", 41))),
            Stream(new StreamedBody().Send(Event("MODIFIED", Object("same", 51)))));

        var events = await ReadAsync(12);

        Assert.Equal(["Added same@1", "Added changed@2", "Added gone@3", "Added renewed@4", "Synced @5"], events[..5]);
        Assert.Equal(
            ["Added new@41", "Added renewed@40", "Deleted gone@3", "Deleted renewed@4", "Modified changed@20"],
            events[5..10].Order(StringComparer.Ordinal));
        Assert.True(Array.IndexOf(events, "Deleted renewed@4") < Array.IndexOf(events, "Added renewed@40"));
        Assert.Equal(["Bookmark @50", "Modified same@51"], events[10..]);
    }

    [Fact]
    public async Task A_version_sent_twice_is_told_once_and_an_unknown_deletion_not_at_all()
    {
        _server.On(
            All,
            Json(List(5, "", Object("a", 3))),
            Stream(new StreamedBody().Send(
                Event("ADDED", Object("a", 3)) + Event("DELETED", Object("stranger", 6)) +
                Event("DELETED", Object("a", 7, "uid-of-an-older-one")) + Event("MODIFIED", Object("new", 8)))));

        Assert.Equal(["Added a@3", "Synced @5", "Added new@8"], await ReadAsync(3));
    }

    [Fact]
    public async Task A_server_that_restarts_is_waited_for()
    {
        var refused = Fails(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));
        _server.On(All, [
            Json(List(5, "", Object("a", 3))),
            Stream(new StreamedBody().Cut()),
            .. Enumerable.Repeat(refused, 25),
            Status(503, "ServiceUnavailable", "starting"),
            Stream(new StreamedBody().Send(Event("MODIFIED", Object("a", 9))))]);

        Assert.Equal(["Added a@3", "Synced @5", "Interrupted @5", "Resumed @5", "Modified a@9"], await ReadAsync(5));
    }

    [Fact]
    public async Task A_server_that_stays_away_for_minutes_ends_the_watch_with_its_failure()
    {
        _server.On(
            All,
            Json(List(5, "", Object("a", 3))),
            Stream(new StreamedBody().Cut()),
            Fails(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")));
        await ReadAsync(3);
        var start = _server.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => ReadAsync(1));

        Assert.Equal("ApiUnreachable", failure.Id);
        Assert.True(_server.Clock.GetUtcNow() - start >= WatchPatience.Limit);
    }

    [Fact]
    public async Task A_silent_connection_is_taken_for_dead_and_resumed()
    {
        _server.On(
            All,
            Json(List(5, "")),
            Stream(new StreamedBody().Send(Event("ADDED", Object("a", 6)))),
            Stream(new StreamedBody().Send(Event("ADDED", Object("b", 7)))));

        Assert.Equal(["Synced @5", "Added a@6", "Interrupted @6", "Resumed @6", "Added b@7"], await ReadAsync(5));
    }

    [Fact]
    public async Task A_watch_that_the_server_ends_is_no_interruption_unless_the_next_one_fails()
    {
        _server.On(
            All,
            Json(List(5, "")),
            Stream(new StreamedBody().Send(Event("ADDED", Object("a", 6))).End()),
            Stream(new StreamedBody().Send(Event("ADDED", Object("b", 7))).End()),
            Status(503, "ServiceUnavailable", "starting"),
            Stream(new StreamedBody().Send(Event("ADDED", Object("c", 8)))));

        Assert.Equal(["Synced @5", "Added a@6", "Added b@7", "Interrupted @7", "Resumed @7", "Added c@8"], await ReadAsync(6));
    }

    [Theory]
    [InlineData(401, "ApiUnauthorized")]
    [InlineData(403, "ApiForbidden")]
    [InlineData(404, "ResourceTypeUnknown")]
    public async Task What_no_retry_can_mend_ends_the_watch(int code, string id)
    {
        _server.On(All, Json(List(5, "")), Status(code, "", "no"));

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => ReadAsync(2));

        Assert.Equal(id, failure.Id);
    }

    [Fact]
    public async Task Cancelling_ends_the_watch_and_closes_its_connection()
    {
        var stream = new StreamedBody();
        _server.On(All, Json(List(5, "")), Stream(stream));
        await ReadAsync(1);
        var next = _events!.MoveNextAsync().AsTask();

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.True(stream.IsClosed);
    }

    [Fact]
    public async Task Closing_the_api_ends_the_watch_with_the_failure_that_it_was_closed()
    {
        _server.On(All, Json(List(5, "")), Stream(new StreamedBody()));
        var api = _server.Api();
        await using var events = api.WatchAsync(ConfigMaps, default).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        var next = events.MoveNextAsync().AsTask();

        await api.DisposeAsync();

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => next);
        Assert.Equal((FailureKind.Unreachable, "ApiUnreachable"), (failure.Kind, failure.Id));
    }

    private async Task<string[]> ReadAsync(int count)
    {
        _events ??= _server.Api().WatchAsync(ConfigMaps, _stop.Token).GetAsyncEnumerator();
        var lines = new string[count];
        for (var index = 0; index < count; index++)
        {
            Assert.True(await _server.RunAsync(_events.MoveNextAsync().AsTask()));
            var change = _events.Current;
            lines[index] = $"{change.Type} {change.Object?.Name}@{change.Object?.ResourceVersion ?? change.ResourceVersion}";
        }

        return lines;
    }
}
