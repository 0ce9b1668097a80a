using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>A package with everything that its Applications deploy.</summary>
/// <param name="Package">The package.</param>
/// <param name="Applications">Its Applications by name, rendered, in their order.</param>
public sealed record DirectPackage(Package Package, IReadOnlyList<KeyValuePair<string, PlannedPackage>> Applications)
{
    /// <summary>Hooks of the removal: their manifests are kept in the cluster, since the package's files may be gone by then.</summary>
    public IEnumerable<Manifest> DeletionHooks => Applications
        .SelectMany(application => application.Value.Manifests)
        .Select(planned => planned.Manifest)
        .Where(manifest => Hook.IsDeletionHook(manifest, HookKind.PreDelete) || Hook.IsDeletionHook(manifest, HookKind.PostDelete));
}
