using System.Globalization;
using IdpBuilder.Clusters;
using IdpBuilder.Contract.Tests.Api;
using IdpBuilder.Kubernetes;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>What becomes of work that is under way while a real API server, or the etcd behind it, is killed and comes back.</summary>
public sealed class RestartTests(RestartableCluster cluster) : IClassFixture<RestartableCluster>, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestPackage _argo = new("argo");
    private readonly TestPackage _direct = new("direct");
    private readonly KeptReports _reports = new();

    private IKubernetesApi Api => cluster.Connection.Api;

    public void Dispose()
    {
        _argo.Dispose();
        _direct.Dispose();
    }

    [Theory]
    [InlineData("etcd")]
    [InlineData("kube-apiserver")]
    public async Task Installations_waits_and_writes_that_are_under_way_go_on_when_it_is_killed_and_comes_back(string killed)
    {
        var run = new PackageRun(cluster.Connection, _reports);
        var installations = Task.WhenAll(run.InstallAsync(_argo.Path), run.InstallDirectlyAsync(_direct.Path));
        await SuspendedAsync(_argo);
        await SuspendedAsync(_direct);
        using var enough = new CancellationTokenSource();
        var writes = CountAsync(enough.Token);

        await (killed == "etcd" ? cluster.RestartEtcdAsync() : cluster.RestartApiServerAsync());
        Assert.False(installations.IsCompleted, installations.Exception?.ToString());
        await ResumeAsync(_argo);
        await ResumeAsync(_direct);

        await installations;
        await enough.CancelAsync();
        await writes;
        Assert.Equal(TestPackage.ConfigMaps, await _argo.FoundAsync(Api));
        Assert.Equal(TestPackage.ConfigMaps, await _direct.FoundAsync(Api));
    }

    [Fact]
    public async Task A_watch_whose_version_the_restarted_server_has_forgotten_misses_nothing()
    {
        await using var proxy = new LossyProxy(cluster.ControlPlane.Address);
        await using var api = new KubernetesApiFactory(TimeProvider.System).Connect(
            new KubeEndpoint(proxy.Address, cluster.ControlPlane.Token, cluster.ControlPlane.CertificateAuthority));
        await using var watch = api.WatchAsync(Objects.ConfigMapsIn("default", fields: "metadata.name=forgotten"), None).GetAsyncEnumerator();
        Assert.Equal(["Synced "], await ReadAsync(watch, 1));
        await Api.CreateAsync(Objects.ConfigMap("default", "forgotten", ("k", "1")), WriteOptions.Default, None);
        Assert.Equal(["Added 1"], await ReadAsync(watch, 1));

        proxy.GoDown();
        await Api.ApplyAsync(Objects.ConfigMap("default", "forgotten", ("k", "2")), new WriteOptions(Force: true), None);
        await cluster.RestartApiServerAsync();
        proxy.ComeBack();

        // A bookmark of its own follows a list only: the server has refused (410) to tell the events since the version last seen.
        Assert.Equal(["Interrupted ", "Resumed ", "Modified 2", "Bookmark "], await ReadAsync(watch, 4));
    }

    private static async Task<string[]> ReadAsync(IAsyncEnumerator<WatchEvent> watch, int count)
    {
        var events = new List<string>();
        while (events.Count < count && await watch.MoveNextAsync())
        {
            events.Add($"{watch.Current.Type} {watch.Current.Object?.Text("data", "k")}");
        }

        return [.. events];
    }

    // One after the other, each on top of the one before: one that is lost, or carried out twice, is seen at the end.
    private async Task CountAsync(CancellationToken enough)
    {
        var name = $"count-{Guid.NewGuid():N}";
        var counter = await Api.CreateAsync(Objects.ConfigMap("default", name, ("k", "0")), WriteOptions.Default, None);
        var count = 0;
        while (!enough.IsCancellationRequested)
        {
            count++;
            counter.Json["data"]!["k"] = $"{count}";
            counter = await Api.ReplaceAsync(counter, WriteOptions.Default, None);
            await Api.CreateAsync(Objects.ConfigMap("default", $"{name}-{count}"), WriteOptions.Default, None);
        }

        var made = await Api.ListAsync(Objects.ConfigMapsIn("default"), None);
        Assert.Equal(count.ToString(CultureInfo.InvariantCulture), counter.Text("data", "k"));
        Assert.Equal(count, made.Items.Count(item => item.Name.StartsWith(name + "-", StringComparison.Ordinal)));
    }

    private async Task SuspendedAsync(TestPackage package) => Assert.True((await Wait.ForAsync(
        Api, [package.Hook], new HookIsSuspended(), TimeSpan.FromMinutes(2), TimeProvider.System, _reports, None)).Succeeded);

    private async Task ResumeAsync(TestPackage package)
    {
        var hook = Assert.Single((await Api.ListAsync(package.Hook, None)).Items);
        await Api.PatchAsync(
            ResourceReference.To(hook), WorkflowActions.Resume(hook, new Dictionary<string, string>(), cluster.Connection.Clock.GetUtcNow()), WriteOptions.Default, None);
    }
}
