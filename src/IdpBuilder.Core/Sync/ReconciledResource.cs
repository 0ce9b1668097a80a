using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>A wanted object beside the one in the cluster.</summary>
/// <param name="Target">The manifest; null when the object is to be pruned.</param>
/// <param name="Live">The object in the cluster; null when there is none.</param>
/// <param name="Modified">Whether the comparison found a difference.</param>
public sealed record ReconciledResource(Manifest? Target, Manifest? Live, bool Modified = true)
{
    /// <summary>The manifest if there is one, else the object.</summary>
    public Manifest Object => Target ?? Live!;

    /// <summary>The identity in the cluster, or the wanted one.</summary>
    public ResourceKey Key => (Live ?? Target)!.Key;
}
