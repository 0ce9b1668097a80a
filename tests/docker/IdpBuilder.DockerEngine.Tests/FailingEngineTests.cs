using IdpBuilder.Docker;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Steps;
using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

[Collection(nameof(LivingCluster))]
public sealed class FailingEngineTests(LivingCluster living)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_engine_dies_half_way_that_is_told_and_everything_is_found_again_when_it_is_back()
    {
        TestEngine.RequireEngine();
        Assert.SkipUnless(OwnEngine.Folder.Length > 0, "the engine is not the tests' own");
        var engine = living.Engine;
        var reporter = new SilentReporter();
        IReadOnlyList<IClusterStep> steps = [.. ClusterCreation.Steps.Select(step => step is InitControlPlane ? new InterruptedStep(step, () => OwnEngine.RunAsync("kill", OwnEngine.Folder)) : step)];

        var failure = await Assert.ThrowsAsync<IdpException>(() => ClusterCreation.RunAsync(
            ClusterPlan.Of(engine.Spec("halfway", 18480), KindConfig.Empty), steps, engine.Engine, engine.Services, reporter, Stop));
        Assert.Equal("EngineUnreachable", failure.Id);
        Assert.Contains("Remove-IdpCluster", Assert.Single(reporter.Warnings));
        Assert.Empty(await engine.Provider.ListAsync(reporter, Stop));
        Assert.Contains("are not listed", reporter.Warnings[^1]);

        await OwnEngine.RunAsync("start", OwnEngine.Folder);
        Assert.Equal(ClusterState.Incomplete, Assert.Single(await engine.Provider.ListAsync(null, Stop), cluster => cluster.Name == "halfway").State);
        Assert.True(await engine.Provider.RemoveAsync("halfway", Stop));
        Assert.Empty(await engine.LeftoversAsync("halfway", Stop));

        // What ran before is there again, under its address.
        TestEngine.AssertSame(living.Cluster, await engine.Provider.StartAsync(living.Cluster, reporter, Stop));
    }
}
