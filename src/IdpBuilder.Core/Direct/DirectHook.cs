using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Direct;

/// <summary>A hook of the removal of a package.</summary>
/// <param name="Kind">When it runs: before the package's objects go, or after.</param>
/// <param name="Manifest">What is created for it.</param>
internal sealed record DirectHook(HookKind Kind, Manifest Manifest)
{
    private static readonly HookKind[] Kinds = [HookKind.PreDelete, HookKind.PostDelete];

    /// <summary>The object that it makes.</summary>
    public ResourceReference Reference => ResourceReference.To(Manifest);

    /// <summary>The hooks among manifests. One whose name would be generated gets one, so that it is recognised again.</summary>
    public static IReadOnlyList<DirectHook> Among(IEnumerable<Manifest> manifests) =>
    [
        .. manifests.SelectMany(manifest => Kinds.Where(kind => Hook.IsDeletionHook(manifest, kind)).Select(kind => new DirectHook(kind, Named(manifest, kind)))),
    ];

    private static Manifest Named(Manifest manifest, HookKind kind)
    {
        if (manifest.Name.Length > 0)
        {
            return manifest;
        }

        var named = manifest.Clone();
        named.Metadata!["name"] = $"{manifest.GenerateName}{kind.ToString().ToLowerInvariant()}";
        named.Metadata.Remove("generateName");
        return named;
    }
}
