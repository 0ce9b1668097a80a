using System.Globalization;

namespace IdpBuilder.Reports;

/// <summary>What a report comes down to.</summary>
internal static class ReportHeadline
{
    private const int MostNames = 3;

    /// <summary>What it tells of: the cluster as a whole, or what was chosen of it.</summary>
    public static string Subject(Report report)
    {
        var chosen = report.Spans.Select(span => span.Title).ToArray();
        return chosen.Length == 0 || report.Spans.Any(span => span.Kind == ReportSpanKind.Cluster)
            ? $"Cluster {report.Cluster}"
            : $"{(chosen.Length <= MostNames ? string.Join(", ", chosen) : string.Create(CultureInfo.InvariantCulture, $"{chosen.Length} packages and workflows"))} in cluster {report.Cluster}";
    }

    /// <summary>How it all came out.</summary>
    public static string Verdict(Report report) => report.Outcome switch
    {
        ReportOutcome.Failed => report.Failures is { Count: var count and > 1 } ? string.Create(CultureInfo.InvariantCulture, $"{count} failures") : "one failure",
        ReportOutcome.Running => "still under way",
        ReportOutcome.Pending => "not begun",
        _ when report.Spans.Count > 0 => "all went well",
        _ => report.Notes.Count > 0 ? "nothing could be looked at" : "nothing has happened",
    };

    /// <summary>When it was, and how much of it is ready.</summary>
    public static string Facts(Report report)
    {
        var packages = report.Spans.Where(span => span.Kind == ReportSpanKind.Package).ToArray();
        var facts = new List<string> { $"Looked at {DurationText.Of(report.ReadAt)}" };
        if (report.StartedAt is { } start)
        {
            facts.Add($"tells of {DurationText.Of(start)} to {DurationText.Of(report.FinishedAt ?? report.ReadAt)}");
        }

        if (packages.Length > 0)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{packages.Count(span => span.Outcome == ReportOutcome.Succeeded)} of {packages.Length} packages ready"));
        }

        return string.Join(" · ", facts);
    }
}
