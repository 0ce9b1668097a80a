namespace IdpBuilder.Reports;

/// <summary>Finds what failed by itself among spans.</summary>
internal static class FailedSpans
{
    /// <summary>The failed spans in which no other one failed; attempts that a later one replaced are left out.</summary>
    public static IReadOnlyList<ReportFailure> Among(IEnumerable<ReportSpan> spans)
    {
        var failures = new List<ReportFailure>();
        foreach (var span in spans)
        {
            Collect(span, failures);
        }

        return failures;
    }

    // What failed inside of something that came out well has been coped with.
    private static void Collect(ReportSpan span, List<ReportFailure> failures)
    {
        if (span.Outcome != ReportOutcome.Failed)
        {
            return;
        }

        var before = failures.Count;
        var last = span.Children.LastOrDefault(child => child.Kind == ReportSpanKind.Attempt);
        foreach (var child in span.Children.Where(child => child.Kind != ReportSpanKind.Attempt || child == last))
        {
            Collect(child, failures);
        }

        if (failures.Count == before)
        {
            failures.Add(new ReportFailure(span.Package, span.Where.Length == 0 ? span.Title : $"{span.Where} › {span.Title}", span.Message, span));
        }
    }
}
