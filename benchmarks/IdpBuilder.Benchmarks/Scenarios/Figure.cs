using System.Globalization;

namespace IdpBuilder.Benchmarks.Scenarios;

/// <summary>What was measured, several times.</summary>
/// <param name="What">The thing measured.</param>
/// <param name="Target">What is wanted; empty where the figure only explains another.</param>
/// <param name="Unit">The unit of the samples.</param>
/// <param name="Samples">Each measurement.</param>
internal sealed record Figure(string What, string Target, string Unit, IReadOnlyList<double> Samples)
{
    /// <summary>A figure of durations, in milliseconds.</summary>
    public static Figure Of(string what, string target, IEnumerable<TimeSpan> samples) =>
        new(what, target, "ms", [.. samples.Select(sample => sample.TotalMilliseconds)]);

    /// <summary>The middle of the samples.</summary>
    public double Median => Percentile(0.5);

    /// <summary>A row of the table that <see cref="ScenarioRun"/> prints.</summary>
    public string ToRow() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {What} | {Target} | {Shown(Median)} | {Shown(Percentile(0.95))} | {Shown(Samples.Max())} | {Samples.Count} |");

    private double Percentile(double part)
    {
        // The nearest rank: always a value that was really seen.
        var sorted = Samples.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }

    private string Shown(double value) =>
        value.ToString(value < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture) + " " + Unit;
}
