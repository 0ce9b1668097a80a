using System.Diagnostics;
using System.Globalization;
using IdpBuilder.Benchmarks.Scenarios;

namespace IdpBuilder.Benchmarks.Probes;

/// <summary>Measures in a process of its own what happens only once in one, or what changes its memory.</summary>
internal static class Probe
{
    /// <summary>The first argument of a probe's process.</summary>
    public const string Command = "probe";

    /// <summary>The milliseconds of importing a module.</summary>
    public const string Import = "import";

    /// <summary>The milliseconds of making the first cluster, with the module imported.</summary>
    public const string FirstCluster = "first-cluster";

    /// <summary>The milliseconds of the plan of a directory, and the process's peak working set in megabytes.</summary>
    public const string Plan = "plan";

    /// <summary>The milliseconds of the first call to the cluster of a kubeconfig.</summary>
    public const string FirstCall = "first-call";

    /// <summary>The megabytes that watching takes.</summary>
    public const string Watch = "watch";

    /// <summary>The megabytes that waiting for workflows takes.</summary>
    public const string AwaitMany = "await-many";

    /// <summary>Starts a process for a measurement and returns its figures.</summary>
    public static IReadOnlyList<double> Start(string probe, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Probe).Assembly.Location, Command, probe, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The probe's process did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The probe '{probe}' ended with exit code {process.ExitCode}.");
    }

    /// <summary>Measures in this process and prints the figures, with blanks between.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        double[] figures = arguments switch
        {
            [Import, var manifest] => [MeasureImport(manifest)],
            [FirstCluster] => [MeasureFirstCluster()],
            [Plan, var directory] => MeasurePlan(directory),
            [FirstCall, var kubeConfig] => [await ServerProbe.FirstCallAsync(kubeConfig)],
            [Watch, var kubeConfig, var count] => [await ServerProbe.WatchAsync(kubeConfig, int.Parse(count, CultureInfo.InvariantCulture))],
            [AwaitMany, var kubeConfig, var count] => [MeasureAwaitMany(kubeConfig, int.Parse(count, CultureInfo.InvariantCulture))],
            _ => throw new ArgumentException($"There is no probe '{string.Join(' ', arguments)}'.", nameof(arguments)),
        };
        Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));
        return 0;
    }

    private static double MeasureImport(string manifest)
    {
        using var engine = new Engine();

        // The engine has run something: its own first steps are not the module's.
        engine.Run("$null = Get-Module");
        return engine.Import(manifest).TotalMilliseconds;
    }

    private static double MeasureFirstCluster()
    {
        using var engine = Engine.WithModule();
        return engine.Time("$null = New-IdpCluster bench -Provider Embedded").TotalMilliseconds;
    }

    // They never end: the wait is given up, and what it took until then is the peak.
    private static double MeasureAwaitMany(string kubeConfig, int count)
    {
        using var engine = Engine.WithModule();
        engine.Run("param($Config) $null = Connect-IdpCluster -KubeConfig $Config -Context bench", kubeConfig);
        var found = engine.Run("(Get-IdpWorkflow).Count; Wait-IdpWorkflow run-000 -Timeout 1s -ErrorAction Ignore")[0];
        if (!Equals(found.BaseObject, count))
        {
            throw new InvalidOperationException($"There are {found} workflows.");
        }

        using var self = Process.GetCurrentProcess();
        var before = self.WorkingSet64;
        engine.Run("Wait-IdpWorkflow -Workflow * -Timeout 5s -ErrorAction Ignore");
        self.Refresh();
        return (self.PeakWorkingSet64 - before) / 1e6;
    }

    private static double[] MeasurePlan(string directory)
    {
        using var engine = Engine.WithModule();
        var elapsed = engine.Time("param($Directory) $null = Get-IdpPackagePlan -LiteralPath $Directory", directory);
        using var self = Process.GetCurrentProcess();
        return [elapsed.TotalMilliseconds, self.PeakWorkingSet64 / 1e6];
    }
}
