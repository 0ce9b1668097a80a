using IdpBuilder.Manifests;

namespace IdpBuilder.DockerEngine;

public sealed class EngineElsewhereTests
{
    private static readonly ResourceSelector Nodes = new(new GroupVersionKind(string.Empty, "v1", "Node"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_of_an_engine_on_another_machine_is_reached_there_and_its_certificate_is_known_to_be_its_own()
    {
        await using var near = TestEngine.Open();
        await using var relay = Relay.To(near.Locator.Find().Endpoint);
        await using var engine = TestEngine.OpenAt($"tcp://{relay.Address}");
        var reporter = new SilentReporter();
        var cluster = await engine.Provider.CreateAsync(engine.Spec("elsewhere", 18520) with { Nodes = new NodeSpec(Image: near.Image) }, reporter, Stop);
        try
        {
            Assert.Equal(relay.Address.Address.ToString(), cluster.Server.Host);
            Assert.Single((await (await engine.Provider.ConnectAsync("elsewhere", Stop)).Api.ListAsync(Nodes, Stop)).Items);
            Assert.Contains(cluster.Server.GetLeftPart(UriPartial.Authority), await File.ReadAllTextAsync(engine.KubeConfig, Stop));

            var warning = Assert.Single(reporter.Warnings);
            Assert.Contains($"0.0.0.0:{cluster.Server.Port}, 0.0.0.0:18520", warning);
        }
        finally
        {
            await engine.Provider.RemoveAsync("elsewhere", CancellationToken.None);
        }

        Assert.Empty(await near.LeftoversAsync("elsewhere", Stop));
    }
}
