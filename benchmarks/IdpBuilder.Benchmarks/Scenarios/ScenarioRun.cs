using System.Diagnostics;
using System.Globalization;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>Measures whole commands, one scenario after the other, and prints a Markdown table.</summary>
internal static class ScenarioRun
{
    private static readonly IReadOnlyList<(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)> All =
    [
        ("import", () => Task.Run(ImportScenario.Measure)),
        ("cluster", () => Task.Run(ClusterScenario.Measure)),
        ("plan", () => Task.Run(PlanScenario.Measure)),
        ("apply", ApplyScenario.MeasureAsync),
        ("wait", WaitScenario.MeasureAsync),
        ("install", () => Task.Run(InstallScenario.Measure)),
        ("workflow", () => Task.Run(WorkflowScenario.Measure)),
    ];

    // These need a real API server, and are run when they are named.
    private static readonly IReadOnlyList<(string Name, Func<Task<IReadOnlyList<Figure>>> Measure)> OnRealServers =
    [
        ("kubectl", KubectlScenario.MeasureAsync),
        ("argocd", ArgoCdScenario.MeasureAsync),
        ("server", RealServerScenario.MeasureAsync),
        ("workflow-server", WorkflowServerScenario.MeasureAsync),
    ];

    /// <summary>Runs the named scenarios, or all; returns the process's exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> names, TextWriter output)
    {
        var known = All.Concat(OnRealServers).ToList();
        if (names.FirstOrDefault(name => known.All(scenario => scenario.Name != name)) is { } unknown)
        {
            await output.WriteLineAsync($"There is no scenario '{unknown}'; there are {string.Join(", ", known.Select(scenario => scenario.Name))}.");
            return 64;
        }

        var watch = Stopwatch.StartNew();
        await output.WriteLineAsync("| what | target | median | p95 | max | samples |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, measure) in names.Count == 0 ? All : known.Where(scenario => names.Contains(scenario.Name)))
        {
            foreach (var figure in await measure())
            {
                await output.WriteLineAsync(figure.ToRow());
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nMeasured in {watch.Elapsed.TotalSeconds:0} s."));
        return 0;
    }
}
