using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.State;

namespace IdpBuilder.Packages;

/// <summary>A package as the cluster knows it: its Applications and ApplicationSets, and the Applications those made.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Owned">The Applications and ApplicationSets that carry its label, by name.</param>
/// <param name="Generated">The Applications that its ApplicationSets made, by name.</param>
public sealed record InstalledPackage(string Name, IReadOnlyList<Manifest> Owned, IReadOnlyList<Manifest> Generated)
{
    /// <summary>What must be looked at to know packages.</summary>
    public static IReadOnlyList<ResourceSelector> Selectors { get; } =
        [new(ArgoTypes.Application, ArgoTypes.Namespace), new(ArgoTypes.ApplicationSet, ArgoTypes.Namespace)];

    /// <summary>Every Application, made by hand or by a set.</summary>
    public IEnumerable<Manifest> Applications => Owned.Where(owned => owned.Kind == ArgoTypes.Application.Kind).Concat(Generated);

    /// <summary>Its ApplicationSets.</summary>
    public IEnumerable<Manifest> Sets => Owned.Where(owned => owned.Kind == ArgoTypes.ApplicationSet.Kind);

    /// <summary>The commits that were installed last for one of its Applications; those that a set made do not say, their set does.</summary>
    public InstalledRevisions RevisionsOf(Manifest application) => InstalledRevisions.Of(
        Generated.Contains(application) ? Sets.First(set => IsMadeBy(application, set)) : application);

    /// <summary>Whether an ApplicationSet made an Application and wants to sync it in an order of its own, so that installing did not.</summary>
    public bool SyncsByStrategy(Manifest application) =>
        Generated.Contains(application) && ApplicationSetStrategy.IsRolling(Sets.First(set => IsMadeBy(application, set)));

    /// <summary>Finds one package among objects; its lists are empty when it is not installed.</summary>
    public static InstalledPackage Find(string name, IEnumerable<Manifest> objects)
    {
        var applications = objects.Where(ArgoTypes.IsApplication).OrderBy(application => application.Name, StringComparer.Ordinal).ToArray();
        var owned = applications.Where(application => NameOf(application) == name).ToArray();
        return new InstalledPackage(
            name, owned, [.. applications.Where(application => NameOf(application) is null && Array.Exists(owned, set => IsMadeBy(application, set)))]);
    }

    /// <summary>Every package among objects, by name.</summary>
    public static IReadOnlyList<InstalledPackage> All(IEnumerable<Manifest> objects)
    {
        var applications = objects.Where(ArgoTypes.IsApplication).ToArray();
        return [.. applications.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => Find(name, applications))];
    }

    /// <summary>Reads the packages of a cluster; none where there is no Argo CD.</summary>
    public static async Task<IReadOnlyList<InstalledPackage>> ListAsync(IKubernetesApi api, CancellationToken stop)
    {
        if (!ArgoTypes.AreServed(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false)))
        {
            return [];
        }

        var objects = new List<Manifest>();
        foreach (var selector in Selectors)
        {
            objects.AddRange(await ListAsync(api, selector, stop).ConfigureAwait(false));
        }

        return All(objects);
    }

    /// <summary>Reads one package of a cluster; its lists are empty when it is not installed.</summary>
    public static async Task<InstalledPackage> ReadAsync(IKubernetesApi api, string name, CancellationToken stop)
    {
        if (!ArgoTypes.AreServed(await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false)))
        {
            return new InstalledPackage(name, [], []);
        }

        var (objects, complete) = await LabelledAsync(api, name, stop).ConfigureAwait(false);
        if (complete)
        {
            return Find(name, objects);
        }

        var all = new List<Manifest>();
        foreach (var selector in Selectors)
        {
            all.AddRange(await ListAsync(api, selector, stop).ConfigureAwait(false));
        }

        return Find(name, all);
    }

    /// <summary>
    /// What must be looked at to know one package: only what bears its label, so that many waits do not each see the changes of all.
    /// Applications that a set makes, and packages that this module did not install, do not bear it: then everything is looked at.
    /// </summary>
    public static async Task<IReadOnlyList<ResourceSelector>> SelectorsForAsync(IKubernetesApi api, string name, CancellationToken stop) =>
        (await LabelledAsync(api, name, stop).ConfigureAwait(false)).Complete ? Labelled(name) : Selectors;

    private static ResourceSelector[] Labelled(string name) =>
        [.. Selectors.Select(selector => selector with { LabelSelector = $"{PackageLabels.Owner}={name}" })];

    // The objects that bear a package's label, and whether they are all it has.
    private static async Task<(IReadOnlyList<Manifest> Objects, bool Complete)> LabelledAsync(IKubernetesApi api, string name, CancellationToken stop)
    {
        var narrow = Labelled(name);
        var applications = await ListAsync(api, narrow[0], stop).ConfigureAwait(false);
        var sets = await ListAsync(api, narrow[1], stop).ConfigureAwait(false);
        return (applications, applications.Count > 0 && sets.Count == 0);
    }

    // Argo CD may have been removed since its types were found.
    private static async Task<IReadOnlyList<Manifest>> ListAsync(IKubernetesApi api, ResourceSelector selector, CancellationToken stop)
    {
        try
        {
            return (await api.ListAsync(selector, stop).ConfigureAwait(false)).Items;
        }
        catch (KubernetesApiException gone) when (gone.Code == 404)
        {
            return [];
        }
    }

    /// <summary>The package an object says it belongs to, by this module's label or the Go tool's; null for none.</summary>
    public static string? NameOf(Manifest manifest) => manifest.Label(PackageLabels.Owner) ?? manifest.Label(PackageLabels.Name);

    private static bool IsMadeBy(Manifest application, Manifest set) =>
        set.Kind == ArgoTypes.ApplicationSet.Kind
        && application.Metadata?["ownerReferences"] is JsonArray owners
        && owners.OfType<JsonObject>().Any(owner =>
            ApplicationState.Text(owner, "kind") == ArgoTypes.ApplicationSet.Kind && ApplicationState.Text(owner, "name") == set.Name);
}
