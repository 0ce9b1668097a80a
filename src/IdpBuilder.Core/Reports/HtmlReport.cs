using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace IdpBuilder.Reports;

/// <summary>
/// A report as one page: nothing is loaded, no script runs. It is made of elements, so that no text of the cluster can become markup.
/// </summary>
internal static class HtmlReport
{
    // Longer timelines are there, but closed; so are those that went well where there are many.
    private const int MostRowsOpen = 150;
    private const int MostOpen = 12;

    private static readonly string[] Reading =
    [
        "Times are UTC, as the cluster recorded them: most of its objects know whole seconds only. A diamond is a moment; a dashed bar had not ended when the report was made.",
        "What has no time recorded is listed without a bar: hooks that were deleted after they ran, objects that were there before. Dotted lines cut out pauses in which nothing happened.",
    ];

    /// <summary>The page.</summary>
    public static string Write(Report report)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                Element("title", $"{ReportHeadline.Subject(report)}: {ReportHeadline.Verdict(report)}"),
                new XElement("style", HtmlStyle.Css)),
            new XElement("body", new XElement("main", Header(report), Failures(report), Overview(report), Slowest(report), Details(report), Footer(report))));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None, ConformanceLevel = ConformanceLevel.Fragment }))
        {
            page.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }

    private static XElement Header(Report report) => new(
        "header",
        new XElement("h1", $"{PlainText.Of(ReportHeadline.Subject(report))}: ", Element("span", ReportHeadline.Verdict(report), $"tone {TimelineSvg.Class(report.Outcome)}")),
        Element("p", ReportHeadline.Facts(report), "soft"));

    private static IEnumerable<XElement> Failures(Report report) => report.Failures.Count == 0 ? [] :
    [
        Element("h2", "Failures"),
        .. report.Failures.Select(failure => new XElement(
            "div",
            new XAttribute("class", "card failure bad"),
            new XElement("strong", Element("span", "✖ ", "tone"), PlainText.Of(failure.Where)),
            Element("pre", failure.Message.Length > 0 ? failure.Message : "No reason was recorded."))),
    ];

    private static IEnumerable<XElement> Overview(Report report) => report.Spans.Count == 0 || (report.Spans.Count == 1 && report.Spans[0].Children.Count > 0) ? [] :
    [
        Element("h2", "Overview"),
        new XElement("div", new XAttribute("class", "card"), Timeline(report, [.. report.Spans.Select(span => span with { Children = [] })], "What happened, and when")),
    ];

    private static IEnumerable<XElement> Slowest(Report report)
    {
        var slowest = report.Slowest;
        return slowest.Count == 0 ? [] :
        [
            Element("h2", "Slowest first"),
            new XElement(
                "div",
                new XAttribute("class", "card wide"),
                new XElement(
                    "table",
                    new XElement("thead", new XElement("tr", Element("th", "Took", "number"), Element("th", string.Empty, "meter"), Element("th", "What"), Element("th", "Inside of"))),
                    new XElement("tbody", slowest.Select(span => Row(span, slowest[0].Duration!.Value))))),
        ];
    }

    private static XElement Row(ReportSpan span, TimeSpan longest) => new(
        "tr",
        new XAttribute("class", TimelineSvg.Class(span.Outcome)),
        Element("td", DurationText.Of(span.Duration), "number"),
        new XElement(
            "td",
            new XAttribute("class", "meter"),
            new XElement("span", new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"width:{100 * (span.Duration!.Value / longest):0.#}%")), string.Empty)),
        new XElement("td", Element("span", $"{ReportOutcomes.Sign(span.Outcome)} ", "tone"), PlainText.Of(span.Title)),
        Element("td", span.Where, "soft"));

    private static IEnumerable<XElement> Details(Report report)
    {
        var roots = report.Spans.Where(span => span.Children.Count > 0).ToArray();
        return roots.Length == 0 ? [] : [Element("h2", "In detail"), .. roots.Select(root => Detail(report, root, root.Outcome != ReportOutcome.Succeeded || roots.Length <= MostOpen))];
    }

    private static XElement Detail(Report report, ReportSpan root, bool open)
    {
        var rows = root.SelfAndDescendants().ToArray();
        return new XElement(
            "details",
            new XAttribute("class", TimelineSvg.Class(root.Outcome)),
            open && rows.Length <= MostRowsOpen ? new XAttribute("open", "open") : null,
            new XElement(
                "summary",
                Element("span", $"{ReportOutcomes.Sign(root.Outcome)} ", "tone"),
                PlainText.Of($"{root.Kind} {root.Name}"),
                Element("span", Aside(root, rows.Length), "soft")),
            root.Message.Length > 0 ? Element("p", root.Message, "soft") : null,
            Timeline(report, rows, $"Timeline of {root.Title}"));
    }

    private static string Aside(ReportSpan root, int rows)
    {
        var text = root.Duration is { Ticks: > 0 } time ? $" · {DurationText.Of(time)}" : string.Empty;
        text += root.StartedAt is { } start ? $" · {DurationText.Of(start)}" : string.Empty;
        return rows <= MostRowsOpen ? text : string.Create(CultureInfo.InvariantCulture, $"{text} · {rows} rows");
    }

    private static XElement Timeline(Report report, IReadOnlyList<ReportSpan> rows, string title) =>
        new("div", new XAttribute("class", "timeline wide"), new TimelineSvg(report.ReadAt).Draw(rows, title));

    private static XElement Footer(Report report) =>
        new("footer", Reading.Concat(report.Notes).Select(note => Element("p", note)), Element("p", "Made by Export-IdpReport of the PowerShell module IdpBuilder."));

    // An element without content would be closed at once, which a page's parser does not know.
    private static XElement Element(string name, string text, string style = "") =>
        new(name, style.Length == 0 ? null : new XAttribute("class", style), PlainText.Of(text));
}
