using System.Diagnostics;
using IdpBuilder.Docker;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Steps;
using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

public sealed class KilledCreationTests
{
    private const string StepVariable = "IDPBUILDER_TEST_KILLED_IN";
    private const string FileVariable = "IDPBUILDER_TEST_KILLED_KUBECONFIG";

    public static TheoryData<string> Steps => new(ClusterCreation.Steps.Select(step => step.GetType().Name));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task What_a_killed_session_leaves_is_called_incomplete_and_is_removed(string step)
    {
        // The process that is to be killed is another run of this very test.
        if (Environment.GetEnvironmentVariable(StepVariable) is { Length: > 0 } fatal)
        {
            await RunSessionAsync(fatal);
        }

        await using var engine = TestEngine.Open();
        await engine.Provider.RemoveAsync("killed", Stop);

        var volumes = await engine.LooseVolumesAsync(Stop);
        await DieInAsync(step, engine.KubeConfig);

        var reporter = new SilentReporter();
        var left = (await engine.Provider.ListAsync(reporter, Stop)).Where(cluster => cluster.Name == "killed").Select(cluster => cluster.State);
        Assert.Empty(reporter.Warnings);
        var begun = step is not (nameof(GatherFiles) or nameof(FindImage) or nameof(MakeWay));
        Assert.Equal(begun ? [ClusterState.Incomplete] : [], left);
        if (begun && step != nameof(MakeNetwork))
        {
            Assert.Equal("ClusterIncomplete", (await Assert.ThrowsAsync<IdpException>(() => engine.Provider.ConnectAsync("killed", Stop))).Id);
            Assert.Equal("ClusterAlreadyExists", (await Assert.ThrowsAsync<IdpException>(() => engine.Provider.CreateAsync(engine.Spec("killed", 18470), new SilentReporter(), Stop))).Id);
        }

        // As New-IdpCluster -Force does before it begins.
        Assert.Equal(begun, await engine.Provider.RemoveAsync("killed", Stop));
        Assert.Empty(await engine.LeftoversAsync("killed", Stop));
        Assert.Empty((await engine.LooseVolumesAsync(Stop)).Except(volumes, StringComparer.Ordinal));
        Assert.False(File.Exists(engine.KubeConfig) && (await File.ReadAllTextAsync(engine.KubeConfig, Stop)).Contains("kind-killed", StringComparison.Ordinal));
    }

    // What the process runs that is killed.
    private static async Task RunSessionAsync(string fatal)
    {
        await using var engine = TestEngine.Open();
        var spec = engine.Spec("killed", 18470) with { KubeConfig = Environment.GetEnvironmentVariable(FileVariable)! };
        await ClusterCreation.RunAsync(
            ClusterPlan.Of(spec, KindConfig.Empty),
            [.. ClusterCreation.Steps.Select(step => step.GetType().Name == fatal ? new KilledStep(step) : step)],
            engine.Engine,
            engine.Services,
            new SilentReporter(),
            Stop);
        Assert.Fail("The session has outlived the step in which it was to be killed.");
    }

    private static async Task DieInAsync(string step, string kubeconfig)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(KilledCreationTests).FullName}.{nameof(What_a_killed_session_leaves_is_called_incomplete_and_is_removed)}");
        start.Environment[StepVariable] = step;
        start.Environment[FileVariable] = kubeconfig;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 137, string.Concat(said));
    }
}
