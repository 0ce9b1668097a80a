using IdpBuilder.Packages;

namespace IdpBuilder;

/// <summary>
/// A package as it was read: Applications with everything they need from this machine. Placeholders are filled in;
/// <c>cnoe://</c> addresses are resolved to repositories that installing will publish, but not yet rewritten.
/// </summary>
public sealed record Package
{
    /// <summary>The name: <c>idp.yaml</c>'s, else the Application's.</summary>
    public required string Name { get; init; }

    /// <summary>The file or directory it was read from, as the user gave it.</summary>
    public required string Path { get; init; }

    /// <summary>How it was read.</summary>
    public SourceOptions Options { get; init; } = SourceOptions.Default;

    /// <summary>What it does, from <c>idp.yaml</c>; empty when nobody says.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Its Applications and ApplicationSets, in the order of their files.</summary>
    public IReadOnlyList<PackageApplication> Applications { get; init; } = [];

    /// <summary>Other documents in the files of its Applications, such as an AppProject; applied as they are, before the Applications.</summary>
    public IReadOnlyList<PackageManifest> Manifests { get; init; } = [];

    /// <summary>Its local directories, each of which becomes a repository.</summary>
    public IReadOnlyList<PackageContent> Contents { get; init; } = [];

    /// <summary>The parameters it declares.</summary>
    public IReadOnlyList<PackageParameter> Parameters { get; init; } = [];

    /// <summary>The packages that must be ready before this one is installed.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Objects that must be there, beside Applications that are Synced and Healthy, before it is ready.</summary>
    public IReadOnlyList<ReadyObject> Ready { get; init; } = [];

    /// <summary>Everything found wrong or noteworthy in its files.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The name, so that a package can stand wherever a name is taken.</summary>
    public override string ToString() => Name;
}
