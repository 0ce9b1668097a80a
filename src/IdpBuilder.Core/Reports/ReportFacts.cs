using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Reports;

/// <summary>All that a report is made of: what the cluster, and this session, told.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="ReadAt">The cluster's time when it told.</param>
internal sealed record ReportFacts(string Cluster, DateTimeOffset ReadAt)
{
    /// <summary>The packages that are reported on.</summary>
    public IReadOnlyList<ReportPackage> Packages { get; init; } = [];

    /// <summary>Objects of packages as they are now.</summary>
    public IReadOnlyDictionary<ResourceKey, Manifest> Objects { get; init; } = new Dictionary<ResourceKey, Manifest>();

    /// <summary>The Pods beside Jobs of packages, which say why these failed.</summary>
    public IReadOnlyList<Manifest> Pods { get; init; } = [];

    /// <summary>The workflows of those packages, and those of none that are reported on.</summary>
    public IReadOnlyList<Workflow> Workflows { get; init; } = [];

    /// <summary>Whether the cluster itself is reported on.</summary>
    public bool IncludesCluster { get; init; }

    /// <summary>The cluster's oldest namespace, which is as old as the cluster; null when nobody may see it.</summary>
    public Manifest? Birth { get; init; }

    /// <summary>The cluster's Nodes.</summary>
    public IReadOnlyList<Manifest> Nodes { get; init; } = [];

    /// <summary>The steps of making the cluster, where this session made one of that name.</summary>
    public IReadOnlyList<TimelineStep> Steps { get; init; } = [];

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>An object; one without a namespace also by a result's key, which carries its Application's.</summary>
    public Manifest? Find(ResourceKey key) => Objects.GetValueOrDefault(key) ?? Objects.GetValueOrDefault(key with { Namespace = string.Empty });
}
