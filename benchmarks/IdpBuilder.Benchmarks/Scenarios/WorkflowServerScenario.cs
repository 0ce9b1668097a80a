using System.Globalization;
using IdpBuilder.Benchmarks.Probes;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Manifests;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>Waiting for Workflows on a real API server: how soon their end is at the prompt, and what many of them take.</summary>
internal static class WorkflowServerScenario
{
    private const int Awaited = 200;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var memory = await MemoryAsync();
        var ends = await WaitScenario.EndsAsync("New-IdpCluster bench -Provider Embedded -ControlPlanePath $args[0]", RealServer.Assets);
        return
        [
            new Figure("working set while 200 workflows are awaited, above the same session before, at its peak", "≤ 50 MB", "MB", memory),
            Figure.Of("from `Resume-IdpWorkflow` to the return of `Wait-IdpWorkflow`, real API server", "p95 ≤ 50 ms", ends),
        ];
    }

    private static async Task<IReadOnlyList<double>> MemoryAsync()
    {
        await using var server = await RealServer.StartAsync();
        await using var api = server.Connect();
        await api.ApplyAsync(SampleWorkflows.Definition, WriteOptions.Default, CancellationToken.None);
        for (var number = 0; number < Awaited; number++)
        {
            await api.ApplyAsync(SampleWorkflows.Running(number), WriteOptions.Default, CancellationToken.None);
        }

        return [.. Enumerable.Range(0, Rounds).Select(_ => Probe.Start(Probe.AwaitMany, server.KubeConfig, Awaited.ToString(CultureInfo.InvariantCulture))[0])];
    }
}
