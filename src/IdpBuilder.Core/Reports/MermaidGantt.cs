using System.Globalization;
using System.Text;

namespace IdpBuilder.Reports;

/// <summary>
/// The work of a report as Gantt charts in Mermaid's words. Its axis cannot leave out pauses, so that each time between two pauses gets
/// a chart of its own; and a page does not draw charts without end, so that the longest work has the room.
/// </summary>
internal static class MermaidGantt
{
    private const int MostBars = 80;
    private const int MostCharts = 5;
    private const int MostLetters = 60;
    private const int MostSectionLetters = 22;

    /// <summary>The charts, the latest times of many.</summary>
    public static IReadOnlyList<MermaidChart> Draw(Report report)
    {
        var shown = report.Spans
            .SelectMany(root => root.SelfAndDescendants().Where(span => IsShown(span, root)).Select(span => (Section: root.Name, Span: span, Time: TimeStretch.Of(span, report.ReadAt)!.Value)))
            .ToArray();
        return
        [
            .. TimeStretch.Of(shown.Select(entry => entry.Span), report.ReadAt)
                .TakeLast(MostCharts)
                .Select(stretch => Chart(stretch, [.. shown.Where(entry => entry.Time.Start >= stretch.Start && entry.Time.Start <= stretch.End)])),
        ];
    }

    /// <summary>A name as a chart can hold it: what Mermaid would take for its own words is written as entities.</summary>
    internal static string Escape(string text, int letters = MostLetters)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in PlainText.Short(text, letters).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '.' or '/' or '_' or '(' or ')' or '›' or '…')
            {
                safe.Append(rune);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return safe.ToString().Trim();
    }

    private static bool IsShown(ReportSpan span, ReportSpan root) =>
        (span.IsWork || span == root)
        && (span.StartedAt ?? span.FinishedAt) is not null
        && (span.Duration is { Ticks: > 0 } || span.Outcome is ReportOutcome.Running or ReportOutcome.Failed)
        && span.Kind != ReportSpanKind.Cluster;

    private static MermaidChart Chart(TimeStretch stretch, (string Section, ReportSpan Span, TimeStretch Time)[] entries)
    {
        var kept = entries
            .OrderByDescending(entry => entry.Span.Outcome is ReportOutcome.Failed)
            .ThenByDescending(entry => entry.Time.Length)
            .Take(MostBars)
            .Select(entry => entry.Span)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"gantt\n    dateFormat x\n    axisFormat {AxisFormat(stretch.Length)}\n    todayMarker off\n");
        var number = 0;
        foreach (var section in entries.Where(entry => kept.Contains(entry.Span)).GroupBy(entry => entry.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"    section {ReportOutcomes.Sign(section.First().Span.Outcome)} {Escape(section.Key, MostSectionLetters)}\n");
            foreach (var (_, span, time) in section)
            {
                // Every line begins with a sign: then none of Mermaid's words can stand there.
                text.Append(CultureInfo.InvariantCulture, $"    {ReportOutcomes.Sign(span.Outcome)} {Escape(span.Title)} :{Style(span, time)}, t{++number}, {time.Start.ToUnixTimeMilliseconds()}, {time.End.ToUnixTimeMilliseconds()}\n");
            }
        }

        return new MermaidChart(stretch.Start, text.ToString(), entries.Length - kept.Count);
    }

    private static string AxisFormat(TimeSpan length) => length.TotalHours < 1 ? "%H:%M:%S" : length.TotalDays < 1 ? "%H:%M" : "%m-%d %H:%M";

    private static string Style(ReportSpan span, TimeStretch time)
    {
        var state = span.Outcome switch
        {
            ReportOutcome.Failed => "crit",
            ReportOutcome.Running => "active",
            _ => "done",
        };
        return time.Length.Ticks == 0 ? $"milestone, {state}" : state;
    }
}
