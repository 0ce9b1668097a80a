using System.Diagnostics;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>
/// From the resumption of a suspended Workflow, the last thing it needs to succeed, to the return of the cmdlet that awaits it.
/// The clock starts before the resuming cmdlet is called: its work and the actor's are in the figure, so the wait alone is faster.
/// </summary>
internal static class WaitScenario
{
    private const int WarmUps = 10;
    private const int Rounds = 60;
    private static readonly TimeSpan UntilWatching = TimeSpan.FromMilliseconds(50);

    private const string Suspended = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: gate-, namespace: argo}
        spec:
          entrypoint: main
          templates: [{name: main, suspend: {}}]
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() =>
        [Figure.Of("from `Resume-IdpWorkflow` to the return of `Wait-IdpWorkflow`", "p95 ≤ 20 ms", await EndsAsync("New-IdpCluster bench -Provider Embedded"))];

    /// <summary>How long after the resumption each wait ended, on the cluster that a script makes.</summary>
    public static async Task<IEnumerable<TimeSpan>> EndsAsync(string newCluster, params object[] arguments)
    {
        using var folder = new SampleFolder();
        var path = folder.Write("gate.yaml", Suspended);
        using var waiting = Engine.WithModule();
        using var acting = Engine.WithModule();
        var cluster = waiting.Run(newCluster, arguments)[0];
        var samples = new List<TimeSpan>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var workflow = acting.Run("param($Cluster, $Path) Start-IdpWorkflow -Path $Path -Cluster $Cluster", cluster, path)[0];
            var end = waiting.EndOfAsync("param($Workflow) Wait-IdpWorkflow $Workflow -Cluster bench -Timeout 30s", workflow);

            // Time for the wait to be watching and the workflow to be suspended; where it is too short the figure is only larger.
            await Task.Delay(UntilWatching, TimeProvider.System);
            var start = Stopwatch.GetTimestamp();
            acting.Run("param($Cluster, $Workflow) Resume-IdpWorkflow $Workflow -Cluster $Cluster", cluster, workflow);
            samples.Add(Stopwatch.GetElapsedTime(start, await end));
        }

        waiting.Run("Remove-IdpCluster bench -Confirm:$false");
        return samples.Skip(WarmUps);
    }
}
