namespace IdpBuilder.Reports;

/// <summary>What a report is to tell of.</summary>
/// <param name="Packages">The packages; null for all.</param>
/// <param name="Workflows">Workflows that are told of beside those of the packages; null for all.</param>
public sealed record ReportScope(IReadOnlyCollection<string>? Packages = null, IReadOnlyCollection<Workflow>? Workflows = null)
{
    /// <summary>Everything: the cluster, all packages, all workflows.</summary>
    public static ReportScope All { get; } = new();

    /// <summary>Whether the cluster itself is told of.</summary>
    internal bool IncludesCluster => Packages is null && Workflows is null;
}
