using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>What an operation is to bring about. The same request, with newer live objects, is given to every step.</summary>
/// <param name="Revision">The revision of the manifests; part of generated hook names.</param>
/// <param name="Namespace">The destination namespace; empty for none.</param>
/// <param name="StartedAt">When the operation began; part of generated hook names.</param>
/// <param name="Resources">Wanted objects beside live ones; live hooks are among them without a target.</param>
/// <param name="Hooks">The hooks' manifests.</param>
/// <param name="Options">How it is carried out.</param>
public sealed record SyncRequest(
    string Revision,
    string Namespace,
    DateTimeOffset StartedAt,
    IReadOnlyList<ReconciledResource> Resources,
    IReadOnlyList<Manifest> Hooks,
    SyncOptions Options)
{
    /// <summary>Which objects take part: a selective sync names them. Null for all.</summary>
    public Func<ReconciledResource, bool>? Filter { get; init; }

    /// <summary>Labels and annotations of the created namespace; null when its metadata is not managed.</summary>
    public ManagedNamespaceMetadata? NamespaceMetadata { get; init; }

    /// <summary>Says why a project does not permit an object; null when it does.</summary>
    public Func<Manifest, ApiResource, string?>? Forbids { get; init; }
}
