using System.Globalization;
using System.Text;

namespace IdpBuilder.Reports;

/// <summary>A report as Markdown: tables that are read everywhere, then a chart for whoever draws Mermaid.</summary>
internal static class MarkdownReport
{
    /// <summary>The text; its lines end in <c>\n</c>.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Sign(report.Outcome)} {MarkdownText.Line(ReportHeadline.Subject(report))}: {ReportHeadline.Verdict(report)}\n\n{ReportHeadline.Facts(report)}\n");
        Packages(report, text);
        Failures(report, text);
        Slowest(report, text);
        foreach (var chart in MermaidGantt.Draw(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Timeline from {DurationText.Of(chart.Start)}\n\n```mermaid\n{chart.Text}```\n");
            if (chart.LeftOut > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nThe {chart.LeftOut} shortest are left out.\n");
            }
        }

        foreach (var note in report.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n> {MarkdownText.Line(note)}\n");
        }

        return text.ToString();
    }

    private static void Packages(Report report, StringBuilder text)
    {
        var shown = report.Spans.Where(span => span.Kind != ReportSpanKind.Cluster).ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        text.Append("\n| | What | Began | Took | |\n| --- | --- | --- | ---: | --- |\n");
        foreach (var span in shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Sign(span.Outcome)} | {span.Kind} {MarkdownText.Line(span.Name)} | {DurationText.Of(span.StartedAt)} | {DurationText.Of(span.Duration)} | {MarkdownText.Line(span.Message)} |\n");
        }
    }

    private static void Failures(Report report, StringBuilder text)
    {
        var failures = report.Failures;
        if (failures.Count > 0)
        {
            text.Append("\n## Failures\n\n");
        }

        foreach (var failure in failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{MarkdownText.Line(failure.Where)}**\n\n{MarkdownText.Block(failure.Message.Length > 0 ? failure.Message : "No reason was recorded.")}");
        }
    }

    private static void Slowest(Report report, StringBuilder text)
    {
        var slowest = report.Slowest;
        if (slowest.Count > 0)
        {
            text.Append("\n## Slowest first\n\n| Took | What | Inside of |\n| ---: | --- | --- |\n");
        }

        foreach (var span in slowest)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {DurationText.Of(span.Duration)} | {Sign(span.Outcome)} {MarkdownText.Line(span.Title)} | {MarkdownText.Line(span.Where)} |\n");
        }
    }

    // Summaries of pipelines show these in colour.
    private static string Sign(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Succeeded => "✅",
        ReportOutcome.Failed => "❌",
        ReportOutcome.Running => "🔵",
        _ => "⚪",
    };
}
