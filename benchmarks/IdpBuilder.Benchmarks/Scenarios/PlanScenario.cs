using System.Globalization;
using IdpBuilder.Benchmarks.Probes;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary><c>Get-IdpPackagePlan</c> of files with 100 documents each; every sample is a process of its own, for its peak memory.</summary>
internal static class PlanScenario
{
    private const int Rounds = 3;

    public static IReadOnlyList<Figure> Measure() => [.. Measure(10, string.Empty, string.Empty), .. Measure(100, "≤ 1,500 ms", "≤ 400 MB")];

    private static IEnumerable<Figure> Measure(int files, string timeTarget, string memoryTarget)
    {
        using var folder = new SampleFolder();
        SamplePackages.WriteFlat(folder.Path, files, documentsPerFile: 100);
        var samples = Enumerable.Range(0, Rounds).Select(_ => Probe.Start(Probe.Plan, folder.Path)).ToList();
        var what = string.Create(CultureInfo.InvariantCulture, $"plan of {files * 100:N0} documents from {files} files");
        return
        [
            new Figure($"{what}, first in a process", timeTarget, "ms", [.. samples.Select(sample => sample[0])]),
            new Figure($"{what}, peak working set of the process", memoryTarget, "MB", [.. samples.Select(sample => sample[1])]),
        ];
    }
}
