using IdpBuilder.Benchmarks.Probes;
using IdpBuilder.Benchmarks.Samples;
using IdpBuilder.Host;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>The import of the module beside that of an empty one, turn by turn, each in a process and an engine of its own.</summary>
internal static class ImportScenario
{
    private const int Rounds = 7;

    public static IReadOnlyList<Figure> Measure()
    {
        using var folder = new SampleFolder();
        var manifest = EmptyModule.Write(folder);
        var empty = new List<double>();
        var ours = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            empty.Add(Probe.Start(Probe.Import, manifest)[0]);
            ours.Add(Probe.Start(Probe.Import, HostSession.ModulePath)[0]);
        }

        var figure = new Figure("`Import-Module`, first in a process", string.Empty, "ms", ours);
        var baseline = new Figure("the same, an empty binary module", string.Empty, "ms", empty);
        var ratio = new Figure("ratio of the two, pair by pair", "≤ 1.5", "×", [.. ours.Zip(empty, (mine, other) => mine / other)]);
        return [figure, baseline, ratio];
    }
}
