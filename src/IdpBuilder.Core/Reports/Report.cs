using IdpBuilder.Reports;

namespace IdpBuilder;

/// <summary>What happened in a cluster, and when.</summary>
public sealed record Report
{
    /// <summary>How many spans are called the slowest.</summary>
    internal const int SlowestCount = 15;

    /// <summary>The name of the cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>The cluster's time when it was looked at.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>What happened: the cluster, then its packages as they began, then workflows that belong to none.</summary>
    public IReadOnlyList<ReportSpan> Spans { get; init => field = [.. value.Select(span => span.Placed(0, string.Empty))]; } = [];

    /// <summary>What could not be looked at, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The earliest time in it; null when it knows none.</summary>
    public DateTimeOffset? StartedAt => AllSpans().Min(span => span.StartedAt ?? span.FinishedAt);

    /// <summary>The latest time in it; null while something runs.</summary>
    public DateTimeOffset? FinishedAt => AllSpans().Any(span => span.Outcome == ReportOutcome.Running) ? null : AllSpans().Max(span => span.FinishedAt ?? span.StartedAt);

    /// <summary>The worst that came out; what runs still outweighs what has come out well.</summary>
    public ReportOutcome Outcome => ReportOutcomes.Worst(Spans.Select(span => span.Outcome));

    /// <summary>The work that took longest, slowest first.</summary>
    public IReadOnlyList<ReportSpan> Slowest =>
        [.. AllSpans().Where(span => span is { IsWork: true, Duration.Ticks: > 0 }).OrderByDescending(span => span.Duration).ThenBy(span => span.StartedAt).Take(SlowestCount)];

    /// <summary>What failed, and why.</summary>
    public IReadOnlyList<ReportFailure> Failures => FailedSpans.Among(Spans);

    /// <summary>Every span, frames before what they hold.</summary>
    public IEnumerable<ReportSpan> AllSpans() => Spans.SelectMany(span => span.SelfAndDescendants());

    /// <summary>The report as a page that needs nothing but a browser.</summary>
    public string ToHtml() => HtmlReport.Write(this);

    /// <summary>The report as Markdown for the summary of a pipeline run.</summary>
    public string ToMarkdown() => MarkdownReport.Write(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Cluster} ({Outcome})";
}
