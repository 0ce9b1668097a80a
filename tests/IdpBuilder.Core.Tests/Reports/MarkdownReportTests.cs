using System.Text.RegularExpressions;
using CsCheck;
using IdpBuilder.Reports;

namespace IdpBuilder.Tests.Reports;

public sealed partial class MarkdownReportTests
{
    [Fact]
    public void Lines_of_a_chart_are_of_Mermaids_grammar_whatever_things_are_called() => Spans.Reports.Sample(report =>
    {
        foreach (var chart in MermaidGantt.Draw(report))
        {
            var lines = chart.Text.TrimEnd('\n').Split('\n');
            Assert.Equal("gantt", lines[0]);
            Assert.Equal("    dateFormat x", lines[1]);
            Assert.Matches("^    axisFormat [%HMSdm: -]+$", lines[2]);
            Assert.Equal("    todayMarker off", lines[3]);
            Assert.All(lines.Skip(4), line => Assert.Matches(Line(), line));
            Assert.InRange(lines.Length, 6, 250);
        }
    }, iter: 300);

    [Fact]
    public void No_text_leaves_its_cell_or_its_block() => Spans.Reports.Sample(report =>
    {
        var outside = Fences().Replace(report.ToMarkdown(), string.Empty);
        Assert.DoesNotContain('\r', outside);
        Assert.DoesNotMatch(@"(?<!\\)<", outside);
        Assert.All(outside.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Contains(Cells().Count(line), new[] { 4, 6 }));
    }, iter: 300);

    [Fact]
    public void Its_title_says_whether_it_tells_of_the_whole_cluster()
    {
        var shop = Spans.Of(ReportSpanKind.Package, "shop", 1, 4);

        Assert.StartsWith("# ✅ Cluster demo: all went well\n", Spans.Report(Spans.Of(ReportSpanKind.Cluster, "demo", 0, 1), shop).ToMarkdown(), StringComparison.Ordinal);
        Assert.StartsWith("# ✅ shop in cluster demo: all went well\n", Spans.Report(shop).ToMarkdown(), StringComparison.Ordinal);
        Assert.StartsWith("# ✅ 4 packages and workflows in cluster demo: all went well\n", Spans.Report(shop, shop, shop, shop).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_come_before_the_charts_and_say_it_all()
    {
        var hook = Spans.Of(ReportSpanKind.Hook, "migrate", 2, 62, ReportOutcome.Failed) with { Type = "Job", Message = "exit code 3" };
        var text = Spans.Report(
            Spans.Of(ReportSpanKind.Package, "shop", 0, 65, ReportOutcome.Failed, hook) with { Message = "its sync failed" },
            Spans.Of(ReportSpanKind.Package, "blog", 1, 4)).ToMarkdown();

        Assert.Equal(
            """
            # ❌ shop, blog in cluster demo: one failure

            Looked at 2026-03-01 10:10:00Z · tells of 2026-03-01 10:00:00Z to 2026-03-01 10:01:05Z · 1 of 2 packages ready

            | | What | Began | Took | |
            | --- | --- | --- | ---: | --- |
            | ❌ | Package shop | 2026-03-01 10:00:00Z | 1 min 5 s | its sync failed |
            | ✅ | Package blog | 2026-03-01 10:00:01Z | 3 s |  |

            ## Failures

            - **shop › Job migrate**

              ```text
              exit code 3
              ```

            ## Slowest first

            | Took | What | Inside of |
            | ---: | --- | --- |
            | 1 min 0 s | ❌ Job migrate | shop |

            ## Timeline from 2026-03-01 10:00:00Z

            ```mermaid
            gantt
                dateFormat x
                axisFormat %H:%M:%S
                todayMarker off
                section ✖ shop
                ✖ shop :crit, t1, 1772359200000, 1772359265000
                ✖ Job migrate :crit, t2, 1772359202000, 1772359262000
                section ✔ blog
                ✔ blog :done, t3, 1772359201000, 1772359204000
            ```

            """,
            text,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_long_pause_makes_two_charts_and_too_much_work_is_said_to_be_left_out()
    {
        var early = Spans.Of(ReportSpanKind.Package, "early", -90_000, -89_000);
        var nodes = Enumerable.Range(0, 1000).Select(number => Spans.Of(ReportSpanKind.Node, $"n{number}", number, number + 1 + (number % 90), number == 500 ? ReportOutcome.Failed : ReportOutcome.Succeeded)).ToArray();
        var charts = MermaidGantt.Draw(Spans.Report(early, Spans.Of(ReportSpanKind.Workflow, "many", 0, 1040, ReportOutcome.Failed, nodes)));

        Assert.Equal([0, 921], charts.Select(chart => chart.LeftOut));
        Assert.Contains("✖ n500 :crit", charts[1].Text);
    }

    [Theory]
    [InlineData("try(1:b)", "try(1#58;b)")]
    [InlineData("a;b#c", "a#59;b#35;c")]
    [InlineData("100%", "100#37;")]
    [InlineData("é🚀", "é#128640;")]
    [InlineData("a\nb", "a b")]
    public void What_Mermaid_would_take_for_its_own_is_written_as_entities(string name, string written) => Assert.Equal(written, MermaidGantt.Escape(name));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>", "\\<b\\>")]
    [InlineData("[x](y)", "\\[x\\](y)")]
    [InlineData("two\nlines", "two lines")]
    public void Names_in_Markdown_are_shown_as_they_are(string name, string written) => Assert.Equal(written, MarkdownText.Line(name));

    [Fact]
    public void A_block_is_fenced_by_more_than_it_holds() =>
        Assert.Equal("  `````text\n  a ```` b\n  c\n  `````\n", MarkdownText.Block("a ```` b\r\nc"));

    // As the lexer of Mermaid's Gantt charts reads them: no colon, number sign or semicolon in a name but those of an entity.
    [GeneratedRegex(@"^    (section [✔✖●○◷] (?<n>([^:#;%<>""\n\r]|#\d+;)*)|[✔✖●○◷] (?<n>([^:#;%<>""\n\r]|#\d+;)*) :(milestone, )?(done|crit|active), t\d+, -?\d+, -?\d+)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^ *(?<f>`{3,})(text|mermaid)\n(.*\n)*? *\k<f>$", RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cells();
}
