using System.Globalization;
using System.Xml.Linq;

namespace IdpBuilder.Reports;

/// <summary>Draws spans as a timeline: a row each, with its name, its bar and how long it took.</summary>
/// <param name="now">The end of what still runs.</param>
internal sealed class TimelineSvg(DateTimeOffset now)
{
    private const double Width = 1200;
    private const double Labels = 340;
    private const double Right = 1120;
    private const double Top = 40;
    private const double RowHeight = 22;
    private const double Indent = 14;
    private const double LetterWidth = 6.9;
    private const double BoldLetterWidth = 7.7;
    private const double HalfDigit = 3.4;
    private const int DeepestIndent = 8;

    /// <summary>The drawing.</summary>
    /// <param name="spans">The rows, in order.</param>
    /// <param name="title">What it shows, for those who do not see it.</param>
    public XElement Draw(IReadOnlyList<ReportSpan> spans, string title)
    {
        var axis = new TimeAxis(TimeStretch.Of(spans, now), Right - Labels);
        var height = Top + (RowHeight * spans.Count) + 6;
        var least = spans.Count == 0 ? 0 : spans.Min(span => span.Depth);
        return new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(height)}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", PlainText.Of(title)),
            Grid(axis, height),
            spans.Select((span, row) => Row(span, axis, Top + (RowHeight * row), Math.Min(DeepestIndent, span.Depth - least))));
    }

    private static IEnumerable<XElement> Grid(TimeAxis axis, double height)
    {
        var free = 0.0;
        foreach (var tick in axis.Ticks)
        {
            var x = Labels + tick.X;
            yield return Line("tick", x, Top - 8, x, height);
            if (tick.Day.Length > 0)
            {
                yield return Text("time", x, Top - 26, tick.Day, "middle");
            }

            if (x - (tick.Text.Length * HalfDigit) >= free)
            {
                free = x + (tick.Text.Length * HalfDigit) + 6;
                yield return Text("time", x, Top - 13, tick.Text, "middle");
            }
        }

        foreach (var pause in axis.Breaks)
        {
            yield return new XElement(
                "g", new XAttribute("class", "pause"), Line("cut", Labels + pause.X, Top - 8, Labels + pause.X, height), new XElement("title", $"{pause.Text} in which nothing happened"));
        }
    }

    private XElement Row(ReportSpan span, TimeAxis axis, double y, int depth)
    {
        var x = 6 + (Indent * depth);
        var middle = y + (RowHeight / 2);
        var isBold = span.Children.Count > 0 || span.Depth == 0;
        return new XElement(
            "g",
            new XAttribute("class", isBold ? $"{Class(span.Outcome)} holds" : Class(span.Outcome)),
            new XElement("title", PlainText.Of(Tip(span))),
            new XElement("rect", new XAttribute("class", "row"), At("x", 0), At("y", y), At("width", Width), At("height", RowHeight)),
            Text("sign", x, middle + 4, ReportOutcomes.Sign(span.Outcome)),
            Text("name", x + 16, middle + 4, PlainText.Short(span.Title, (int)((Labels - x - 24) / (isBold ? BoldLetterWidth : LetterWidth)))),
            TimeStretch.Of(span, now) is { } time ? Bar(span, axis.At(time.Start) + Labels, axis.At(time.End) + Labels, middle) : Text("none", Labels + 4, middle + 4, "no time recorded"));
    }

    private static IEnumerable<XElement> Bar(ReportSpan span, double start, double end, double middle)
    {
        var isMoment = span.FinishedAt is null ? span.Outcome != ReportOutcome.Running : span.Duration is not { Ticks: > 0 };
        var thick = span.Children.Count > 0 ? 6 : 12;
        var (from, to) = isMoment ? (start - 5, start + 5) : (start, Math.Max(end, start + 2));
        yield return isMoment
            ? new XElement("path", new XAttribute("class", "bar"), new XAttribute("d", $"M{Number(start)} {Number(middle - 5)}l5 5l-5 5l-5 -5z"))
            : new XElement(
                "rect", new XAttribute("class", span.Children.Count > 0 ? "bar frame" : "bar"), At("x", from), At("y", middle - (thick / 2.0)), At("width", to - from), At("height", thick), At("rx", Math.Min(3, (to - from) / 2)));
        var label = span.Duration is { Ticks: > 0 } time ? DurationText.Of(time) : span.Outcome == ReportOutcome.Running && !isMoment ? "…" : string.Empty;
        if (label.Length > 0)
        {
            yield return Text("took", to + 6, middle + 4, label);
        }
    }

    private static string Tip(ReportSpan span)
    {
        var times = (span.StartedAt, span.FinishedAt) switch
        {
            (null, null) => "no time recorded",
            ({ } start, null) => $"{(span.Outcome == ReportOutcome.Running ? "since" : "from")} {DurationText.Of(start)}",
            (null, { } end) => $"until {DurationText.Of(end)}",
            ({ } start, { } end) => $"{DurationText.Of(start)} – {DurationText.TimeOfDay(end)} ({DurationText.Of(span.Duration)})",
        };
        var what = span.Namespace.Length > 0 ? $"{span.Title} in {span.Namespace}" : span.Title;
        return $"{what}\n{span.Outcome}, {times}{(span.Message.Length > 0 ? $"\n{span.Message}" : string.Empty)}";
    }

    internal static string Class(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Succeeded => "good",
        ReportOutcome.Failed => "bad",
        ReportOutcome.Running => "running",
        _ => "idle",
    };

    private static XElement Text(string style, double x, double y, string text, string anchor = "start") =>
        new("text", new XAttribute("class", style), At("x", x), At("y", y), anchor == "start" ? null : new XAttribute("text-anchor", anchor), text);

    private static XElement Line(string style, double x1, double y1, double x2, double y2) =>
        new("line", new XAttribute("class", style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
