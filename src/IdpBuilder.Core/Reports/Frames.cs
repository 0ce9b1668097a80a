namespace IdpBuilder.Reports;

/// <summary>Spans that frame others: they last as long as what is known of those.</summary>
internal static class Frames
{
    /// <summary>A frame.</summary>
    public static ReportSpan Around(ReportSpanKind kind, string name, string package, IReadOnlyList<ReportSpan> children)
    {
        var outcome = ReportOutcomes.Worst(children.Select(child => child.Outcome));
        return new ReportSpan
        {
            Kind = kind,
            Name = name,
            Package = package,
            StartedAt = children.Min(child => child.StartedAt),
            FinishedAt = outcome == ReportOutcome.Running ? null : children.Max(child => child.FinishedAt ?? child.StartedAt),
            Outcome = outcome,
            Children = children,
        };
    }

    /// <summary>Spans as they began; those without a time come last, in the order they had.</summary>
    public static IReadOnlyList<ReportSpan> InOrder(IEnumerable<ReportSpan> spans) => [.. spans.OrderBy(span => span.StartedAt ?? DateTimeOffset.MaxValue)];
}
