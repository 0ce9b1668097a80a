using System.Globalization;
using IdpBuilder.Benchmarks.Samples;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>Installing and awaiting 100 packages of 20 objects each, hooks included, on an embedded cluster.</summary>
internal static class InstallScenario
{
    private const int Packages = 100;
    private const int Rounds = 1;

    public static IReadOnlyList<Figure> Measure()
    {
        using var folder = new SampleFolder();
        SamplePackages.WriteMany(folder.Path, Packages);
        using var engine = Engine.WithModule();
        var samples = new List<TimeSpan>();
        var processor = new List<TimeSpan>();
        var allocated = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            engine.Run("$null = New-IdpCluster bench -Provider Embedded");
            var (used, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            samples.Add(engine.Time(
                "param($Folder) $script:ready = Install-IdpPackage \"$Folder/*\" | Wait-IdpPackage -Timeout 60s", folder.Path));
            processor.Add(Environment.CpuUsage.TotalTime - used);
            allocated.Add((GC.GetTotalAllocatedBytes() - bytes) / 1e6);
            var ready = (int)engine.Run("@($script:ready).Count")[0].BaseObject;
            if (ready != Packages)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Only {ready} of {Packages} packages became ready."));
            }

            engine.Run("Remove-IdpCluster bench -Confirm:$false");
        }

        return
        [
            Figure.Of("install and wait, 100 packages of 20 objects", "≤ 5,000 ms", samples),
            Figure.Of("the same, processor time of the process", string.Empty, processor),
            new Figure("the same, allocated", string.Empty, "MB", allocated),
        ];
    }
}
