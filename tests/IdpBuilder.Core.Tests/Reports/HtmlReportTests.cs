using System.Xml.Linq;
using CsCheck;

namespace IdpBuilder.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly string[] Allowed =
    [
        "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "span", "div", "strong", "pre", "table", "thead", "tbody", "tr", "th", "td",
        "details", "summary", "footer", "svg", "g", "rect", "path", "line", "text",
    ];

    [Fact]
    public void No_text_of_a_cluster_becomes_markup() => Spans.Reports.Sample(report =>
    {
        var page = Parse(report.ToHtml());
        Assert.All(page.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, Allowed));
        Assert.All(page.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "href" or "src"));
    }, iter: 300);

    [Fact]
    public void Every_span_has_a_row_in_detail_and_a_page_closes_its_elements_itself() => Spans.Reports.Sample(report =>
    {
        var html = report.ToHtml();
        Assert.Equal(report.Spans.Where(span => span.Children.Count > 0).Sum(span => span.SelfAndDescendants().Count()), Rows(Parse(html).Descendants("details")));
        Assert.DoesNotMatch("<(div|span|p|td|th|pre|strong|title|h1|h2|summary|details|text|g|svg)( [^<>]*)?/>", html);
    }, iter: 300);

    [Fact]
    public void Bars_lie_inside_of_the_drawing() => Spans.Reports.Sample(report =>
    {
        foreach (var bar in Parse(report.ToHtml()).Descendants("rect").Where(rect => rect.Attribute("class")!.Value != "row"))
        {
            var (x, width) = ((double)bar.Attribute("x")!, (double)bar.Attribute("width")!);
            Assert.InRange(x, 340, 1121);
            Assert.InRange(x + width, 340, 1123);
        }
    }, iter: 300);

    [Fact]
    public void Failures_come_with_their_reasons_and_where_they_are()
    {
        var hook = Spans.Of(ReportSpanKind.Hook, "migrate", 0, 3, ReportOutcome.Failed) with { Type = "Job", Message = "exit <3>\nno disk" };
        var page = Parse(Spans.Report(Spans.Of(ReportSpanKind.Package, "shop", 0, 4, ReportOutcome.Failed, hook)).ToHtml());

        Assert.Equal("exit <3>\nno disk", page.Descendants("pre").Single().Value);
        Assert.Contains("shop › Job migrate", page.Descendants("strong").Single().Value);
        Assert.Contains("one failure", page.Descendants("h1").Single().Value);
    }

    [Fact]
    public void What_has_no_time_is_listed_without_a_bar_and_what_runs_reaches_to_the_end()
    {
        var page = Parse(Spans.Report(Spans.Of(
            ReportSpanKind.Package, "shop", 0, null, ReportOutcome.Running,
            Spans.Of(ReportSpanKind.Hook, "gone"),
            Spans.Of(ReportSpanKind.Hook, "long", 0, null, ReportOutcome.Running),
            Spans.Of(ReportSpanKind.Resource, "moment", 5, 5))).ToHtml());
        var rows = page.Descendants("details").Descendants("g").ToDictionary(row => row.Elements("text").ElementAt(1).Value);

        Assert.Equal("no time recorded", rows["gone"].Elements("text").Last().Value);
        Assert.DoesNotContain(rows["gone"].Elements(), element => element.Attribute("class")?.Value == "bar");
        Assert.Equal(1120, (double)Bar(rows["long"]).Attribute("x")! + (double)Bar(rows["long"]).Attribute("width")!, 1.0);
        Assert.Equal("path", Bar(rows["moment"]).Name.LocalName);
    }

    [Fact]
    public void A_thousand_nodes_are_drawn_each_in_its_row_and_closed_at_first()
    {
        var nodes = Enumerable.Range(0, 1000).Select(number => Spans.Of(ReportSpanKind.Node, $"n{number}", number, number + 40)).ToArray();
        var details = Parse(Spans.Report(Spans.Of(ReportSpanKind.Workflow, "many", 0, 1040, ReportOutcome.Succeeded, nodes)).ToHtml()).Descendants("details").Single();

        Assert.Equal(1001, Rows([details]));
        Assert.Null(details.Attribute("open"));
    }

    [Fact]
    public void Of_many_packages_those_that_failed_are_open()
    {
        var packages = Enumerable.Range(0, 30).Select(number => Spans.Of(
            ReportSpanKind.Package, $"p{number}", number, number + 1, number == 7 ? ReportOutcome.Failed : ReportOutcome.Succeeded, Spans.Of(ReportSpanKind.Resource, "r", number, number))).ToArray();

        Assert.Contains("p7", Parse(Spans.Report(packages).ToHtml()).Descendants("details").Single(detail => detail.Attribute("open") is not null).Value);
        Assert.All(Parse(Spans.Report(packages[..5]).ToHtml()).Descendants("details"), detail => Assert.NotNull(detail.Attribute("open")));
    }

    [Fact]
    public void A_report_of_nothing_says_so()
    {
        Assert.Contains("nothing has happened", Parse(Spans.Report().ToHtml()).Value);
        Assert.Contains("nothing could be looked at", Parse((Spans.Report() with { Notes = ["Nodes: forbidden"] }).ToHtml()).Value);
    }

    private static XElement Bar(XElement row) => row.Elements().Single(element => element.Attribute("class")?.Value == "bar");

    private static int Rows(IEnumerable<XElement> elements) => elements.Descendants("rect").Count(rect => rect.Attribute("class")!.Value == "row");

    private static XElement Parse(string html)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(Doctype, html);
        return XElement.Parse(html[Doctype.Length..], LoadOptions.PreserveWhitespace);
    }
}
