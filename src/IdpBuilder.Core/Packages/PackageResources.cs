using System.Text.Json.Nodes;
using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Packages;

/// <summary>Reads the resource tree of a package: what its Applications manage, and below it what those objects made.</summary>
public static class PackageResources
{
    // The kinds that controllers make of what packages deploy; others show no more than their parent already says.
    private static readonly GroupVersionKind[] MadeKinds =
        [new("apps", "v1", "ReplicaSet"), new("batch", "v1", "Job"), new(string.Empty, "v1", "Pod")];

    /// <summary>The tree of a package, parents before children; empty when it is not installed.</summary>
    public static async Task<IReadOnlyList<PackageResource>> ReadAsync(IKubernetesApi api, string package, CancellationToken stop)
    {
        var installed = (await InstalledPackage.ListAsync(api, stop).ConfigureAwait(false)).FirstOrDefault(candidate => candidate.Name == package);
        if (installed is not null)
        {
            return await ReadAsync(api, installed, stop).ConfigureAwait(false);
        }

        return await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false) is { } record
            ? await ReadAsync(api, await DirectResources.ReadAsync(api, record, stop).ConfigureAwait(false), stop).ConfigureAwait(false)
            : [];
    }

    /// <summary>The tree, parents before children.</summary>
    public static Task<IReadOnlyList<PackageResource>> ReadAsync(IKubernetesApi api, InstalledPackage package, CancellationToken stop) =>
        ReadAsync(api, [.. package.Applications.SelectMany(application => ManagedResources.Of(package.Name, application))], stop);

    /// <summary>The tree below some objects, parents before children.</summary>
    internal static async Task<IReadOnlyList<PackageResource>> ReadAsync(IKubernetesApi api, IReadOnlyList<PackageResource> managed, CancellationToken stop)
    {
        var made = new List<Manifest>();
        foreach (var space in managed.Select(resource => resource.Namespace).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
        {
            foreach (var type in MadeKinds)
            {
                made.AddRange((await api.ListAsync(new ResourceSelector(type, space), stop).ConfigureAwait(false)).Items);
            }
        }

        return Tree(managed, made);
    }

    /// <summary>Hangs objects below those that own them.</summary>
    /// <param name="managed">What Applications manage.</param>
    /// <param name="made">Objects that may have been made by them.</param>
    internal static IReadOnlyList<PackageResource> Tree(IReadOnlyList<PackageResource> managed, IReadOnlyList<Manifest> made)
    {
        var byOwner = made
            .SelectMany(child => OwnersOf(child).Select(owner => (Owner: owner, Child: child)))
            .ToLookup(entry => entry.Owner, entry => entry.Child);
        var tree = new List<PackageResource>();
        var known = managed.Select(KeyOf).ToHashSet();
        foreach (var resource in managed)
        {
            tree.Add(resource);
            AddChildren(resource, byOwner, known, tree);
        }

        return tree;
    }

    private static void AddChildren(
        PackageResource parent, ILookup<ResourceKey, Manifest> byOwner, HashSet<ResourceKey> known, List<PackageResource> tree)
    {
        foreach (var child in byOwner[KeyOf(parent)].Where(child => known.Add(child.Key)).OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            var health = ResourceHealth.Of(child);
            var resource = parent with
            {
                Group = child.GroupVersionKind.Group,
                Kind = child.Kind,
                Namespace = child.Namespace,
                Name = child.Name,
                Sync = string.Empty,
                Health = health.Status,
                Message = health.Message,
                Hook = string.Empty,
                HookPhase = string.Empty,
                Parent = $"{parent.Kind} {parent.Name}",
                Depth = parent.Depth + 1,
            };
            tree.Add(resource);
            AddChildren(resource, byOwner, known, tree);
        }
    }

    private static IEnumerable<ResourceKey> OwnersOf(Manifest child) =>
        (child.Metadata?["ownerReferences"] as JsonArray)?.OfType<JsonObject>().Select(owner => new ResourceKey(
            GroupVersionKind.Of(ApplicationState.Text(owner, "apiVersion"), string.Empty).Group,
            ApplicationState.Text(owner, "kind"),
            child.Namespace,
            ApplicationState.Text(owner, "name"))) ?? [];

    private static ResourceKey KeyOf(PackageResource resource) => new(resource.Group, resource.Kind, resource.Namespace, resource.Name);
}
