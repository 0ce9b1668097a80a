using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;

namespace IdpBuilder.Rights;

/// <summary>The least rights that installing packages needs. about_IdpBuilderRights shows them as roles.</summary>
public static class InstallRights
{
    private static readonly string[] Applying = ["get", "create", "patch", "delete"];
    private static readonly string[] Watching = ["list", "watch"];

    private static readonly string[] Removing = ["get", "list", "watch", "patch", "delete"];

    private static readonly NeededRight[] OfRecords =
    [
        new("get", string.Empty, "namespaces", string.Empty),
        .. Applying.Concat(Watching).Select(verb => new NeededRight(verb, string.Empty, "configmaps", DirectRecords.Namespace)),
        .. ((string[])["get", "list", "watch", "create", "update", "delete"]).Select(verb => new NeededRight(verb, "coordination.k8s.io", "leases", DirectRecords.Namespace)),
    ];

    private static readonly NeededRight[] OfHooks = [.. Applying.Select(verb => new NeededRight(verb, string.Empty, "secrets", DirectRecords.Namespace))];

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

    /// <summary>What applying packages from this machine needs: their objects, and where the module keeps what it did.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="served">What the cluster serves.</param>
    public static IReadOnlyList<NeededRight> OfDirect(IReadOnlyList<DirectPackage> packages, IReadOnlyList<ApiResource> served) =>
    [
        .. OfRecords,
        .. packages.Any(package => package.DeletionHooks.Any()) ? OfHooks : [],
        .. packages.SelectMany(package => package.Applications).SelectMany(application => application.Value.Manifests.SelectMany(item =>
            ToFollow(item.Manifest, item.Manifest.Namespace.Length > 0 ? item.Manifest.Namespace : application.Value.Namespace, served))).Distinct(),
    ];

    /// <summary>What making namespaces needs.</summary>
    public static IReadOnlyList<NeededRight> OfNamespaces { get; } = [new("create", string.Empty, "namespaces", string.Empty), new("patch", string.Empty, "namespaces", string.Empty)];

    /// <summary>What making sure of namespaces needs: to look for them, and to make them.</summary>
    public static IReadOnlyList<NeededRight> OfPresence { get; } = [new("get", string.Empty, "namespaces", string.Empty), .. OfNamespaces];

    /// <summary>What removing objects that were applied from this machine needs: to see them, to take hooks' finalizers away, to delete them.</summary>
    /// <param name="record">What was applied.</param>
    /// <param name="served">What the cluster serves.</param>
    public static IReadOnlyList<NeededRight> OfRemoval(DirectRecord record, IReadOnlyList<ApiResource> served)
    {
        ResourceReference[] hooks = [.. record.Operations.SelectMany(operation => operation.Hooks).Select(hook => hook.Object)];
        return
        [
            .. OfRecords,
            .. hooks.Length > 0 ? OfHooks : [],
            .. ToTouch(record.Inventory, Removing, served).Concat(ToTouch(hooks, [.. Removing, "create"], served)).Distinct(),
        ];
    }

    private static IEnumerable<NeededRight> ToTouch(IEnumerable<ResourceReference> objects, string[] verbs, IReadOnlyList<ApiResource> served) => objects
        .Select(item => (item.Namespace, Type: served.FirstOrDefault(resource => resource.Type.Group == item.Type.Group && resource.Type.Kind == item.Type.Kind)))
        .Where(item => item.Type is not null)
        .SelectMany(item => verbs.Select(verb => new NeededRight(verb, item.Type!.Type.Group, item.Type.Plural, item.Type.Namespaced ? item.Namespace : string.Empty)));

    private static IEnumerable<NeededRight> ToFollow(Manifest manifest, string inNamespace, IReadOnlyList<ApiResource> served) =>
        ToApply(manifest, inNamespace, served).GroupBy(right => right with { Verb = string.Empty })
            .SelectMany(group => group.Concat(Watching.Select(verb => group.Key with { Verb = verb })));

    // A kind that is not served yet is brought by the package itself; whether it may be used cannot be asked before.
    private static IEnumerable<NeededRight> ToApply(Manifest manifest, string inNamespace, IReadOnlyList<ApiResource> served)
    {
        var type = served.FirstOrDefault(resource => resource.Type == manifest.GroupVersionKind);
        return type is null
            ? []
            : Applying.Select(verb => new NeededRight(verb, type.Type.Group, type.Plural, type.Namespaced ? inNamespace : string.Empty));
    }
}
