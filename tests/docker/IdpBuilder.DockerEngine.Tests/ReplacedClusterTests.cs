using System.Net;
using System.Net.Sockets;
using IdpBuilder.Docker;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Steps;
using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

/// <summary><c>New-IdpCluster -Force</c>: a mistake in what is to come must not cost what is there.</summary>
[Collection(nameof(LivingCluster))]
public sealed class ReplacedClusterTests(LivingCluster living)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ImageNotPulled")]
    [InlineData("RegistryConfigNotFound")]
    [InlineData("ContainerdConfigInvalid")]
    [InlineData("KindConfigUnreadable")]
    [InlineData("KubernetesVersionUnknown")]
    [InlineData("KubeconfigUnwritable")]
    [InlineData("ClusterPortTaken")]
    public async Task A_mistake_leaves_the_cluster_standing(string id)
    {
        TestEngine.RequireEngine();
        var engine = living.Engine;
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var config = Path.Combine(Path.GetDirectoryName(engine.KubeConfig)!, "patched.yaml");
        await File.WriteAllTextAsync(config, "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\ncontainerdConfigPatches: ['[no table']\n", Stop);
        var spec = engine.Spec(LivingCluster.Name, LivingCluster.Port) with { Replace = true };
        var wrong = id switch
        {
            "ImageNotPulled" => spec with { Nodes = spec.Nodes with { Image = "localhost:1/no/such/image:v1" } },
            "RegistryConfigNotFound" => spec with { Nodes = spec.Nodes with { RegistryConfig = ["/nowhere/config.json"] } },
            "ContainerdConfigInvalid" => spec with { Nodes = spec.Nodes with { KindConfig = config } },
            "KindConfigUnreadable" => spec with { Nodes = spec.Nodes with { KindConfig = "/nowhere/kind.yaml" } },
            "KubernetesVersionUnknown" => spec with { Nodes = spec.Nodes with { Image = string.Empty, KubernetesVersion = "1.2" } },
            "KubeconfigUnwritable" => spec with { KubeConfig = Path.GetDirectoryName(engine.KubeConfig)! },
            _ => spec with { Port = ((IPEndPoint)other.LocalEndpoint).Port },
        };

        var failure = await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(wrong, new SilentReporter(), Stop));

        Assert.Equal(id, failure.Id);
        TestEngine.AssertSame(living.Cluster, Assert.Single(await engine.Provider.ListAsync(null, Stop), cluster => cluster.Name == LivingCluster.Name));
        Assert.Contains("kind-" + LivingCluster.Name, await File.ReadAllTextAsync(engine.KubeConfig, Stop));
    }

    [Fact]
    public async Task A_port_of_another_cluster_leaves_the_cluster_standing()
    {
        await using var engine = TestEngine.Open();
        await LeaveHalfAsync(engine, "former", 18510);

        var failure = await Assert.ThrowsAsync<IdpException>(() =>
            engine.Provider.CreateAsync(engine.Spec("former", LivingCluster.Port) with { Replace = true }, new SilentReporter(), Stop));

        Assert.Equal("ClusterPortTaken", failure.Id);
        Assert.Contains("living-control-plane", failure.Message);
        Assert.NotEmpty(await engine.LeftoversAsync("former", Stop));
        await engine.Provider.RemoveAsync("former", Stop);
    }

    [Fact]
    public async Task What_is_right_takes_the_place_and_the_port_of_what_was_there()
    {
        await using var engine = TestEngine.Open();
        await LeaveHalfAsync(engine, "former", 18510);
        try
        {
            var cluster = await engine.Provider.CreateAsync(engine.Spec("former", 18510) with { Replace = true }, new SilentReporter(), Stop);

            Assert.Equal((ClusterState.Running, 18510), (cluster.State, cluster.Port));
            Assert.NotEmpty((await engine.Provider.ConnectAsync("former", Stop)).Cluster.Name);
        }
        finally
        {
            await engine.Provider.RemoveAsync("former", CancellationToken.None);
        }

        Assert.Empty(await engine.LeftoversAsync("former", Stop));
    }

    private static async Task LeaveHalfAsync(TestEngine engine, string name, int port)
    {
        using var keys = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var spec = engine.Spec(name, port);
        IReadOnlyList<IClusterStep> steps = [.. ClusterCreation.Steps.Select(step => step is ConfigureKubeadm ? new StoppedStep(step, keys) : step)];
        await engine.Provider.RemoveAsync(name, Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(spec with { Nodes = spec.Nodes with { Retain = true } }, KindConfig.Empty), steps, engine.Engine, engine.Services, new SilentReporter(), keys.Token));
    }
}
