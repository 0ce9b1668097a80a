using IdpBuilder.Benchmarks.Probes;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>From the cmdlet to a ready embedded cluster: the first of a process, and later ones.</summary>
internal static class ClusterScenario
{
    private const int Processes = 5;
    private const int WarmUps = 5;
    private const int Rounds = 25;

    public static IReadOnlyList<Figure> Measure()
    {
        var first = Enumerable.Range(0, Processes).Select(_ => Probe.Start(Probe.FirstCluster)[0]).ToList();

        using var engine = Engine.WithModule();
        var warm = new List<TimeSpan>();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            warm.Add(engine.Time("$null = New-IdpCluster bench -Provider Embedded"));
            engine.Run("Remove-IdpCluster bench -Confirm:$false");
        }

        return
        [
            new Figure("embedded cluster until ready, first in a process", "≤ 400 ms", "ms", first),
            Figure.Of("embedded cluster until ready, warm", "≤ 100 ms", warm.Skip(WarmUps)),
        ];
    }
}
