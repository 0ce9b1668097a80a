using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Rights;

/// <summary>The least rights that installing packages needs. about_IdpBuilderRights shows them as roles.</summary>
public static class InstallRights
{
    private static readonly string[] Applying = ["get", "create", "patch", "delete"];
    private static readonly string[] Watching = ["list", "watch"];

    /// <summary>What every installation through Argo CD needs: its Applications and ApplicationSets.</summary>
    public static IReadOnlyList<NeededRight> OfArgo { get; } =
    [
        .. ((string[])["applications", "applicationsets"]).SelectMany(resource =>
            Applying.Concat(Watching).Select(verb => new NeededRight(verb, ArgoTypes.Application.Group, resource, ArgoTypes.Namespace))),
    ];

    /// <summary>What installing packages through Argo CD needs: that, and the objects beside their Applications.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="served">What the cluster serves.</param>
    public static IReadOnlyList<NeededRight> Of(IReadOnlyList<Package> packages, IReadOnlyList<ApiResource> served) =>
        [.. OfArgo.Concat(packages.SelectMany(package => package.Manifests).SelectMany(item => ToApply(item.Manifest, item.Manifest.Namespace, served))).Distinct()];

    // A kind that is not served yet is brought by the package itself; whether it may be used cannot be asked before.
    private static IEnumerable<NeededRight> ToApply(Manifest manifest, string inNamespace, IReadOnlyList<ApiResource> served)
    {
        var type = served.FirstOrDefault(resource => resource.Type == manifest.GroupVersionKind);
        return type is null
            ? []
            : Applying.Select(verb => new NeededRight(verb, type.Type.Group, type.Plural, type.Namespaced ? inNamespace : string.Empty));
    }
}
