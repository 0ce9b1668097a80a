using IdpBuilder.Manifests;

namespace IdpBuilder.DockerEngine;

public sealed class SeveralControlPlanesTests
{
    private static readonly ResourceSelector Nodes = new(new GroupVersionKind(string.Empty, "v1", "Node"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_balancer_before_two_control_planes_passes_on_to_the_one_that_answers()
    {
        await using var engine = TestEngine.Open();
        var spec = engine.Spec("pair", 18460);
        var cluster = await engine.Provider.CreateAsync(
            spec with { Nodes = spec.Nodes with { ControlPlaneCount = 2, LoadBalancerImage = engine.BalancerImage } }, new SilentReporter(), Stop);
        try
        {
            Assert.Equal(ClusterState.Running, cluster.State);
            Assert.Equal(["pair-control-plane", "pair-control-plane2", "pair-external-load-balancer", "idp-pair"], await SortedLeftoversAsync(engine));
            var api = (await engine.Provider.ConnectAsync("pair", Stop)).Api;
            Assert.Equal(["pair-control-plane", "pair-control-plane2"], (await api.ListAsync(Nodes, Stop)).Items.Select(node => node.Name).Order(StringComparer.Ordinal));

            // The first one's API server goes: its kubelet ends what has no manifest.
            var moved = await engine.Engine.Containers.ExecuteAsync("pair-control-plane", ["mv", "/etc/kubernetes/manifests/kube-apiserver.yaml", "/tmp/"], Stop);
            Assert.True(moved.Succeeded, moved.Output);
            await AwaitEndAsync(engine);
            Assert.Equal(2, (await AskAsync(api)).Items.Count);
        }
        finally
        {
            await engine.Provider.RemoveAsync("pair", CancellationToken.None);
        }

        Assert.Empty(await engine.LeftoversAsync("pair", Stop));
    }

    private static async Task<IReadOnlyList<string>> SortedLeftoversAsync(TestEngine engine)
    {
        var left = await engine.LeftoversAsync("pair", Stop);
        return [.. left.Take(3).Order(StringComparer.Ordinal), .. left.Skip(3)];
    }

    private static async Task AwaitEndAsync(TestEngine engine)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while ((await engine.Engine.Containers.ExecuteAsync("pair-control-plane", ["pgrep", "-x", "kube-apiserver"], patience.Token)).Succeeded)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, patience.Token);
        }
    }

    // Until the balancer has noticed, every other connection is refused.
    private static async Task<ManifestList> AskAsync(IKubernetesApi api)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                return await api.ListAsync(Nodes, patience.Token);
            }
            catch (IdpBuilder.Errors.KubernetesApiException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, patience.Token);
            }
        }
    }
}
