using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>A package with everything that its Applications deploy.</summary>
/// <param name="Package">The package.</param>
/// <param name="Applications">Its Applications by name, rendered, in their order.</param>
public sealed record DirectPackage(Package Package, IReadOnlyList<KeyValuePair<string, PlannedPackage>> Applications)
{
    /// <summary>Hooks of the deletion: they need somebody who has their manifests when the package goes, as Argo CD has.</summary>
    public IEnumerable<Manifest> DeletionHooks => Applications
        .SelectMany(application => application.Value.Manifests)
        .Select(planned => planned.Manifest)
        .Where(manifest => Hook.IsDeletionHook(manifest, HookKind.PreDelete) || Hook.IsDeletionHook(manifest, HookKind.PostDelete));
}
