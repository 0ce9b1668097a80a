using CsCheck;

namespace IdpBuilder.Tests.Reports;

/// <summary>Spans for tests, with times as seconds after a fixed one.</summary>
internal static class Spans
{
    public static readonly DateTimeOffset Zero = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "a|b", "a: b, crit", "section x", "title", "```", "## x", "%%{init: {}}%%", "x;y#z", "]]>", "<!--", "\"'&amp;", "2026-01-01", "click a href b",
        "a\nb", "a\r\nsection b", "\u0000\u0007", "\ud800", "\uffff", "ﬂ°°58¶ß", "$\\alpha$", "🚀 é", "", " ", "-->", "{}", "@everyone", "`", "\t",
    ];

    /// <summary>A name that somebody might choose to break a page with, or any other.</summary>
    public static Gen<string> Names { get; } = Gen.OneOf(Gen.Int[0, Hostile.Length - 1].Select(index => Hostile[index]), Gen.String);

    /// <summary>Reports with every kind of span, with times in any order, and with none.</summary>
    public static Gen<Report> Reports { get; } =
        Gen.Select(Names, Tree(3).List[0, 6], Names.List[0, 2], (cluster, spans, notes) => new Report { Cluster = cluster, ReadAt = At(600), Spans = spans, Notes = notes });

    public static DateTimeOffset At(double seconds) => Zero.AddSeconds(seconds);

    public static ReportSpan Of(
        ReportSpanKind kind, string name, double? from = null, double? to = null, ReportOutcome outcome = ReportOutcome.Succeeded, params ReportSpan[] children)
    {
        return new ReportSpan
        {
            Kind = kind,
            Name = name,
            StartedAt = from is null ? null : At(from.Value),
            FinishedAt = to is null ? null : At(to.Value),
            Outcome = outcome,
            Children = children,
        };
    }

    public static Report Report(params ReportSpan[] spans) => new() { Cluster = "demo", ReadAt = At(600), Spans = spans };

    private static Gen<ReportSpan> Tree(int depth) => Gen.Select(
        Gen.Enum<ReportSpanKind>(), Names, Names, Gen.Int[-100_000, 100_000].Nullable(), Gen.Int[-100, 5000].Nullable(), Gen.Enum<ReportOutcome>(),
        depth == 0 ? Gen.Const(new List<ReportSpan>()) : Tree(depth - 1).List[0, 3],
        (kind, name, message, from, took, outcome, children) =>
            Of(kind, name, from, from is null ? took : from + took, outcome, [.. children]) with { Message = message, Type = message.Length > 3 ? name : string.Empty });
}
