using System.Text.Json.Nodes;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.DockerEngine;

public sealed class ClusterLifeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_made_found_used_and_removed_without_a_trace()
    {
        await using var engine = TestEngine.Open();
        await engine.Provider.RemoveAsync("life", Stop);

        var cluster = await engine.Provider.CreateAsync(engine.Spec("life", 18443, workers: 1), new SilentReporter(), Stop);
        try
        {
            Assert.Equal((ClusterState.Running, 18443, "https"), (cluster.State, cluster.Port, cluster.Protocol));
            Assert.Equal([cluster], await engine.Provider.ListAsync(Stop));
            Assert.Contains("current-context: kind-life", await File.ReadAllTextAsync(engine.KubeConfig, Stop));

            var connection = await engine.Provider.ConnectAsync("life", Stop);
            Assert.Same(connection.Api, (await engine.Provider.ConnectAsync("life", Stop)).Api);
            await RunJobAsync(connection.Api);
            Assert.Equal(2, (await connection.Api.ListAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Node")), Stop)).Items.Count);

            await AssertNameAndPortAreTakenAsync(engine);
            await AssertItComesBackAsync(engine, cluster);
        }
        finally
        {
            Assert.True(await engine.Provider.RemoveAsync("life", CancellationToken.None));
        }

        Assert.Empty(await engine.LeftoversAsync("life", Stop));
        Assert.Empty(await engine.Provider.ListAsync(Stop));
        Assert.DoesNotContain("kind-life", await File.ReadAllTextAsync(engine.KubeConfig, Stop));
        Assert.False(await engine.Provider.RemoveAsync("life", Stop));
    }

    [Fact]
    public async Task A_cluster_that_kind_made_is_seen_and_never_removed()
    {
        await using var engine = TestEngine.Open();
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [NodeLabels.KindCluster] = "theirs", [NodeLabels.KindRole] = "control-plane" };
        await engine.Engine.Containers.RunAsync(
            new ContainerSpec { Name = "theirs-control-plane", Image = engine.Image, Network = "bridge", Labels = labels, Privileged = true, TemporaryFolders = ["/run"] }, Stop);
        try
        {
            var cluster = Assert.Single(await engine.Provider.ListAsync(Stop), cluster => cluster.Name == "theirs");
            Assert.Contains("kind", cluster.Notice);

            var failure = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.RemoveAsync("theirs", Stop));
            Assert.Equal("ClusterNotOurs", failure.Id);
            Assert.NotEmpty(await engine.LeftoversAsync("theirs", Stop));
        }
        finally
        {
            await engine.Engine.Containers.RemoveAsync("theirs-control-plane", CancellationToken.None);
        }
    }

    private static async Task AssertItComesBackAsync(TestEngine engine, Cluster cluster)
    {
        Assert.Equal(ClusterState.Stopped, (await engine.Provider.StopAsync(cluster, Stop)).State);
        Assert.Equal("ClusterStopped", (await Assert.ThrowsAsync<IdpException>(() => engine.Provider.ConnectAsync("life", Stop))).Id);

        // The file with which other programs find the cluster still leads there.
        Assert.Equal(cluster, await engine.Provider.StartAsync(cluster, new SilentReporter(), Stop));
        var connection = await engine.Provider.ConnectAsync("life", Stop);
        Assert.NotNull(await connection.Api.GetAsync(new ResourceReference(new GroupVersionKind("batch", "v1", "Job"), "default", "hello"), Stop));
    }

    private static async Task AssertNameAndPortAreTakenAsync(TestEngine engine)
    {
        var name = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(engine.Spec("life", 18444), new SilentReporter(), Stop));
        Assert.Equal("ClusterAlreadyExists", name.Id);

        var port = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(engine.Spec("other", 18443), new SilentReporter(), Stop));
        Assert.Equal("ClusterPortTaken", port.Id);
        Assert.Contains("-Port", port.Message);
        Assert.Empty(await engine.LeftoversAsync("other", Stop));
        Assert.Equal(3, (await engine.LeftoversAsync("life", Stop)).Count);
    }

    private static async Task RunJobAsync(IKubernetesApi api)
    {
        var job = new Manifest(JsonNode.Parse("""
            { "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "hello", "namespace": "default" },
              "spec": { "backoffLimit": 0, "template": { "spec": { "restartPolicy": "Never", "containers": [
                { "name": "hello", "image": "idpbuilder.test/busybox:1", "imagePullPolicy": "Never", "command": ["/bin/echo", "hello from a node"] } ] } } } }
            """)!.AsObject());
        await api.CreateAsync(job, WriteOptions.Default, Stop);
        await Wait.ForAsync(api, [new ResourceSelector(job.GroupVersionKind, "default")], new JobSucceeded(), TimeSpan.FromMinutes(2), TimeProvider.System, new SilentReporter(), Stop);
        var pods = await api.ListAsync(new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Pod"), "default", "job-name=hello"), Stop);

        var lines = new List<string>();
        await foreach (var line in api.ReadLogAsync(new LogRequest("default", pods.Items.Single().Name), Stop))
        {
            lines.Add(line.Text);
        }

        Assert.Equal(["hello from a node"], lines);
    }
}
