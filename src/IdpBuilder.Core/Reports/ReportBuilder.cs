namespace IdpBuilder.Reports;

/// <summary>Makes a report of facts.</summary>
internal static class ReportBuilder
{
    /// <summary>The report.</summary>
    public static Report Build(ReportFacts facts)
    {
        var packages = Frames.InOrder(facts.Packages.Select(package => new PackageSpans(facts, package).Build()));
        var others = facts.Workflows
            .Where(workflow => facts.Packages.All(package => package.Name != workflow.Package))
            .Select(workflow => WorkflowSpans.Of(workflow));
        IEnumerable<ReportSpan> cluster = facts.IncludesCluster && ClusterSpans.Build(facts) is { } span ? [span] : [];
        return new Report { Cluster = facts.Cluster, ReadAt = facts.ReadAt, Notes = facts.Notes, Spans = [.. cluster, .. packages, .. Frames.InOrder(others)] };
    }
}
