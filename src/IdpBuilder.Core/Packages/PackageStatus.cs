namespace IdpBuilder;

/// <summary>A package in a cluster, as it was when it was looked at.</summary>
public sealed record PackageStatus
{
    /// <summary>The package's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the cluster it is in.</summary>
    public string Cluster { get; init; } = string.Empty;

    /// <summary>The <see cref="Type"/> of packages that were applied without Argo CD.</summary>
    public const string DirectType = "direct";

    /// <summary>Where it comes from: <c>core</c> or <c>custom</c>; <c>direct</c> when it was applied without Argo CD.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Whether everything in it is Synced and Healthy at the revision just installed, with nothing pending.</summary>
    public bool Ready { get; init; }

    /// <summary><c>Synced</c>, <c>OutOfSync</c> or <c>Unknown</c>: the worst of its Applications; empty before the first comparison.</summary>
    public string Sync { get; init; } = string.Empty;

    /// <summary>The worst health of its Applications; empty before it is known.</summary>
    public string Health { get; init; } = string.Empty;

    /// <summary>The phase of the operation that is least far: <c>Running</c>, <c>Failed</c>, <c>Error</c> or <c>Succeeded</c>; empty when there was none.</summary>
    public string Phase { get; init; } = string.Empty;

    /// <summary>What there is to say about its state, the cause first when something is wrong.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The revisions that are deployed, comma-separated.</summary>
    public string Revision { get; init; } = string.Empty;

    /// <summary>The Argo CD page of its first Application, or the page of its first Ingress where it was applied without Argo CD; empty on embedded clusters, which serve no pages.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>Its Applications and ApplicationSets, and the Applications those made.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];

    /// <summary>The hooks of the last operations.</summary>
    public IReadOnlyList<PackageHook> Hooks { get; init; } = [];

    /// <summary>The packages it needs.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The path it was installed from; empty when it was not installed by this module.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>How that path was read.</summary>
    public SourceOptions Options { get; init; } = SourceOptions.Default;

    /// <summary>The installation that wrote it last; empty when it was not installed by this module.</summary>
    public string Installation { get; init; } = string.Empty;

    /// <summary>The name, so that a package can stand wherever a name is taken.</summary>
    public override string ToString() => Name;
}
