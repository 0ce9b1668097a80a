using System.Text.Json.Nodes;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.DockerEngine;

[Collection(nameof(LivingCluster))]
public sealed class ClusterUseTests(LivingCluster living)
{
    private static readonly ResourceSelector Nodes = new(new GroupVersionKind(string.Empty, "v1", "Node"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_found_with_what_it_is()
    {
        TestEngine.RequireEngine();
        var engine = living.Engine;

        Assert.Equal((ClusterState.Running, LivingCluster.Port, "https"), (living.Cluster.State, living.Cluster.Port, living.Cluster.Protocol));
        Assert.Matches("^v1[.][0-9]+[.][0-9]+$", living.Cluster.KubernetesVersion);
        TestEngine.AssertSame(living.Cluster, Assert.Single(await engine.Provider.ListAsync(null, Stop), cluster => cluster.Name == LivingCluster.Name));
        Assert.Equal(LivingCluster.Nodes, living.Cluster.Nodes.Select(node => node.Name));
        Assert.Equal(["control-plane", "worker", "worker"], living.Cluster.Nodes.Select(node => node.Role));
        Assert.All(living.Cluster.Nodes, node => Assert.Equal((ClusterState.Running, living.Cluster.KubernetesVersion, engine.Image), (node.State, node.KubernetesVersion, node.Image)));
        Assert.Contains(new NodePort(LivingCluster.Port, 443), living.Cluster.Nodes[0].Ports);
        Assert.Equal(engine.KubeConfig, living.Cluster.KubeConfig);
        Assert.Contains("current-context: kind-living", await File.ReadAllTextAsync(engine.KubeConfig, Stop));

        var connection = await engine.Provider.ConnectAsync(LivingCluster.Name, Stop);
        Assert.Same(connection.Api, (await engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api);
        Assert.Equal(3, (await connection.Api.ListAsync(Nodes, Stop)).Items.Count);
    }

    [Fact]
    public async Task A_Job_runs_and_its_log_is_read()
    {
        TestEngine.RequireEngine();
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;

        Assert.Equal(["hello from a node"], await TestJob.RunAsync(api, "hello", TestEngine.PodImage, ["/bin/echo", "hello from a node"], Stop));
    }

    [Fact]
    public async Task A_name_and_a_port_that_are_taken_are_told_and_nothing_is_left()
    {
        TestEngine.RequireEngine();
        var engine = living.Engine;

        var name = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(engine.Spec(LivingCluster.Name, 18444), new SilentReporter(), Stop));
        Assert.Equal("ClusterAlreadyExists", name.Id);

        var port = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(engine.Spec("other", LivingCluster.Port), new SilentReporter(), Stop));
        Assert.Equal("ClusterPortTaken", port.Id);
        Assert.Contains("-Port", port.Message);
        Assert.Empty(await engine.LeftoversAsync("other", Stop));
        Assert.Equal(4, (await engine.LeftoversAsync(LivingCluster.Name, Stop)).Count);
    }

    [Fact]
    public async Task What_a_machine_has_is_found_before_anything_is_made()
    {
        TestEngine.RequireEngine();

        var found = await living.Engine.Provider.CheckAsync(living.Engine.Spec("next", LivingCluster.Port), Stop);

        Assert.DoesNotContain(found, prerequisite => prerequisite.Status == PrerequisiteStatus.Failed && prerequisite.Name != "Port");
        Assert.Contains("'living-control-plane'", Assert.Single(found, prerequisite => prerequisite.Name == "Port").Message);
    }

    [Fact]
    public async Task A_stopped_cluster_comes_back_under_the_same_address_with_everything_in_it()
    {
        TestEngine.RequireEngine();
        var engine = living.Engine;
        var before = await engine.Provider.ConnectAsync(LivingCluster.Name, Stop);
        var kept = new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "kept", ["namespace"] = "default" },
        });
        await before.Api.CreateAsync(kept, WriteOptions.Default, Stop);

        Assert.Equal(ClusterState.Stopped, (await engine.Provider.StopAsync(living.Cluster, Stop)).State);
        Assert.Equal("ClusterStopped", (await Assert.ThrowsAsync<IdpException>(() => engine.Provider.ConnectAsync(LivingCluster.Name, Stop))).Id);

        // The file with which other programs find the cluster still leads there.
        TestEngine.AssertSame(living.Cluster, await engine.Provider.StartAsync(living.Cluster, new SilentReporter(), Stop));
        var after = await engine.Provider.ConnectAsync(LivingCluster.Name, Stop);
        Assert.NotNull(await after.Api.GetAsync(ResourceReference.To(kept), Stop));
        await after.Api.DeleteAsync(ResourceReference.To(kept), DeletionOptions.Default, Stop);
    }

    [Fact]
    public async Task A_cluster_that_kind_made_is_seen_and_never_removed()
    {
        TestEngine.RequireEngine();
        var engine = living.Engine;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [NodeLabels.KindCluster] = "theirs", [NodeLabels.KindRole] = "control-plane" };
        await engine.Engine.Containers.RunAsync(
            new ContainerSpec { Name = "theirs-control-plane", Image = engine.Image, Network = "bridge", Labels = labels, Privileged = true, TemporaryFolders = ["/run"] }, Stop);
        try
        {
            var cluster = Assert.Single(await engine.Provider.ListAsync(null, Stop), cluster => cluster.Name == "theirs");
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
}
