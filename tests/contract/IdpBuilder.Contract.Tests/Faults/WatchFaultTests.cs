using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Contract.Tests.Real;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>What happens to the connection over which a real server is watched.</summary>
public sealed class WatchFaultTests(RealServer server) : IClassFixture<RealServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    // The shortest that a connection can be asked whether it lives.
    private static readonly KeepAlive Impatient = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private readonly LossyProxy _proxy = new(server.Address);
    private readonly KeptReports _reports = new();
    private string _space = string.Empty;

    public async ValueTask InitializeAsync() => _space = await server.NamespaceAsync();

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task A_cut_connection_is_made_anew_and_nothing_is_missed()
    {
        await using var api = Connect();
        await using var watch = api.WatchAsync(Objects.ConfigMapsIn(_space, fields: "metadata.name=a"), None).GetAsyncEnumerator();
        Assert.Equal(["Synced "], await ReadAsync(watch, 1));

        _proxy.GoDown();
        await WriteAsync("1");
        await WriteAsync("2");
        Assert.Equal(["Interrupted "], await ReadAsync(watch, 1));
        _proxy.ComeBack();

        Assert.Equal(["Resumed ", "Added 1", "Modified 2"], await ReadAsync(watch, 3));
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed_and_nothing_is_missed()
    {
        await using var api = Connect();
        await using var watch = api.WatchAsync(Objects.ConfigMapsIn(_space, fields: "metadata.name=a"), None).GetAsyncEnumerator();
        Assert.Equal(["Synced "], await ReadAsync(watch, 1));

        // The first event has been delivered: the watch is open, not only the list read.
        await WriteAsync("1");
        Assert.Equal(["Added 1"], await ReadAsync(watch, 1));
        _proxy.Stall();
        await WriteAsync("2");

        Assert.Equal(["Interrupted ", "Resumed ", "Modified 2"], await ReadAsync(watch, 3));
    }

    [Fact]
    public async Task A_request_on_a_half_open_connection_is_sent_again_on_another_one()
    {
        await using var api = Connect(new HastyClock(speed: 20));
        await WriteAsync("1");
        Assert.Equal("1", (await api.GetAsync(A, None))!.Text("data", "k"));

        _proxy.Stall();

        Assert.Equal("1", (await api.GetAsync(A, None))!.Text("data", "k"));
    }

    [Fact]
    public async Task A_wait_tells_that_the_connection_was_lost_and_came_back_and_ends_as_if_nothing_had_been()
    {
        await using var api = Connect();
        var wait = Wait.ForAsync(api, [Objects.ConfigMapsIn(_space)], new DataIs("a", "2"), Timeout.InfiniteTimeSpan, TimeProvider.System, _reports, None);
        await WriteAsync("1");
        await _reports.HeardAsync("1 instead of 2", wait);

        _proxy.GoDown();
        await _reports.HeardAsync("connection lost; last seen: 1 instead of 2", wait);
        await WriteAsync("2");
        _proxy.ComeBack();

        Assert.True((await wait).Succeeded);
        Assert.Single(_reports.Said, said => said.StartsWith("Waiting for 'a': the connection to the cluster is lost (", StringComparison.Ordinal));
        Assert.Single(_reports.Said, said => said == "Waiting for 'a': the connection to the cluster is back.");
    }

    [Fact]
    public async Task A_wait_whose_connection_does_not_come_back_times_out_with_what_was_last_seen()
    {
        var clock = new FakeTimeProvider();
        await using var api = Connect();
        var wait = Wait.ForAsync(api, [Objects.ConfigMapsIn(_space)], new DataIs("a", "2"), TimeSpan.FromMinutes(10), clock, _reports, None);
        await WriteAsync("1");
        await _reports.HeardAsync("1 instead of 2", wait);

        _proxy.GoDown();
        await _reports.HeardAsync("connection lost", wait);
        clock.Advance(TimeSpan.FromMinutes(10));

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("WaitTimedOut", failure.Id);
        Assert.Contains("Last seen: 1 instead of 2. The connection to the cluster had been lost by then (", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stays_away_for_minutes_ends_a_wait_that_has_no_end_of_its_own()
    {
        await using var api = Connect(new HastyClock(speed: 120));
        var wait = Wait.ForAsync(api, [Objects.ConfigMapsIn(_space)], new DataIs("a", "2"), Timeout.InfiniteTimeSpan, TimeProvider.System, _reports, None);
        await WriteAsync("1");
        await _reports.HeardAsync("1 instead of 2", wait);

        _proxy.GoDown();

        var failure = await Assert.ThrowsAsync<IdpException>(() => wait);
        Assert.Equal("ClusterGone", failure.Id);
        Assert.Contains("Last seen: 1 instead of 2.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_waits_share_one_watch_and_all_survive_that_it_breaks_in_their_middle()
    {
        var names = Enumerable.Range(0, 200).Select(number => $"many-{number}").ToArray();
        await Task.WhenAll(names.Select(name => WriteAsync(name, "1")));
        await using var api = Connect();
        await using var shared = new SharedWatches(api, names.Select(Named));
        var waits = names.Select(name => Wait.ForAsync(shared, [Named(name)], new DataIs(name, "2"), Timeout.InfiniteTimeSpan, TimeProvider.System, _reports, None)).ToArray();
        var all = Task.WhenAll(waits);
        await _reports.HeardAsync("1 instead of 2", all, names.Length);
        await WriteAsync(names[0], "2");
        Assert.True((await waits[0]).Succeeded);

        _proxy.GoDown();
        await _reports.HeardAsync("connection lost", all, names.Length - 1);
        await Task.WhenAll(names.Skip(1).Select(name => WriteAsync(name, "2")));
        _proxy.ComeBack();

        Assert.All(await all, outcome => Assert.True(outcome.Succeeded));

        ResourceSelector Named(string name) => Objects.ConfigMapsIn(_space, fields: $"metadata.name={name}");
    }

    private ResourceReference A => new(Objects.ConfigMapType, _space, "a");

    private static async Task<string[]> ReadAsync(IAsyncEnumerator<WatchEvent> watch, int count)
    {
        var events = new List<string>();
        while (events.Count < count && await watch.MoveNextAsync())
        {
            if (watch.Current.Type != WatchEventType.Bookmark)
            {
                events.Add($"{watch.Current.Type} {watch.Current.Object?.Text("data", "k")}");
            }
        }

        return [.. events];
    }

    private IKubernetesApi Connect(TimeProvider? clock = null) => new KubernetesApiFactory(clock ?? TimeProvider.System) { KeepAlive = Impatient }
        .Connect(new KubeEndpoint(_proxy.Address, server.Token, server.CertificateAuthority));

    private Task WriteAsync(string value) => WriteAsync("a", value);

    private Task WriteAsync(string name, string value) => server.Api.ApplyAsync(Objects.ConfigMap(_space, name, ("k", value)), new WriteOptions(Force: true), None);
}
