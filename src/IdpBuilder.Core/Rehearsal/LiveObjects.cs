using IdpBuilder.Manifests;

namespace IdpBuilder.Rehearsal;

/// <summary>Objects as they were when they were looked at.</summary>
/// <param name="found">The objects by their identity.</param>
internal sealed class LiveObjects(IReadOnlyDictionary<ResourceKey, Manifest> found)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Manifest> All => found.Values;

    /// <summary>An object, or null; a cluster-scoped one whatever namespace it is asked for with.</summary>
    public Manifest? Find(ResourceKey key) => found.GetValueOrDefault(key) ?? found.GetValueOrDefault(key with { Namespace = string.Empty });
}
