using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>What a plan is made of: the rendered manifests of one Application and what its spec says about their sync.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Namespace">The Application's destination namespace; empty for none.</param>
/// <param name="Manifests">The rendered manifests, in the order of sources and files.</param>
/// <param name="Options">The Application's sync options.</param>
public sealed record PlannedPackage(
    string Name, string Namespace, IReadOnlyList<PlannedManifest> Manifests, SyncOptions Options)
{
    /// <summary>The sources whose manifests are missing.</summary>
    public IReadOnlyList<LeftOutSource> LeftOut { get; init; } = [];
}
