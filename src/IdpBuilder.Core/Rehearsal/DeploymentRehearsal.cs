using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Planning;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Says what Argo CD's sync of an Application would do, in its field manager's name and in its way of writing.</summary>
/// <param name="context">The installation.</param>
internal sealed class DeploymentRehearsal(InstallContext context)
{
    private readonly LiveView _view = new(context.Connection.Api);
    private readonly KnownRights _rights = new(context.Connection.Api);

    /// <summary>What the sync would do; nothing where its objects are in another cluster.</summary>
    /// <param name="package">The package.</param>
    /// <param name="wanted">The Application as it would be.</param>
    /// <param name="live">The Application as it is; null when there is none.</param>
    /// <param name="planned">What it deploys.</param>
    /// <param name="outlook">What the packages of the same run bring.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> RunAsync(
        Package package, Manifest wanted, Manifest? live, PlannedPackage planned, RunOutlook outlook, CancellationToken stop)
    {
        if (!KindUse.IsHere(wanted))
        {
            return [new PackageChange(package.Name, wanted.Name, ChangeAction.Unknown, "Source", string.Empty, wanted.Name, [], "it is deployed to another cluster, which only Argo CD reaches")];
        }

        var request = await RequestAsync(package, wanted, live, planned, stop).ConfigureAwait(false);
        var dryRun = new DryRun(context.Connection.Api, SyncOptions.FieldManager, request.Options, mergesOnServer: false, context.Reporter);
        return await new SyncRehearsal(_view, dryRun, _rights, outlook).RunAsync(package.Name, wanted.Name, request, [], stop).ConfigureAwait(false);
    }

    private async Task<SyncRequest> RequestAsync(Package package, Manifest wanted, Manifest? live, PlannedPackage planned, CancellationToken stop)
    {
        var instance = ResourceTracking.InstanceName(wanted.Name, wanted.Namespace, ArgoTypes.Namespace);
        var served = await context.Connection.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        var known = new KnownScopes(planned.Manifests.Select(item => item.Manifest));
        var addresses = await AddressesAsync(package, stop).ConfigureAwait(false);
        var targets = TargetSet.Of(
            planned.Manifests.Select(item => Addressed(addresses, item.Manifest)),
            instance,
            planned.Namespace,
            type => served.FirstOrDefault(resource => resource.Type == type)?.Namespaced ?? known.IsNamespaced(type)).Targets;
        var managed = live is null ? [] : ManagedBy(live);
        var found = await _view.ReadAsync(targets.Where(target => target.Name.Length > 0).Select(ResourceReference.To).Concat(managed), stop).ConfigureAwait(false);
        var keys = targets.Select(target => target.Key).ToHashSet();
        var own = found.All.Where(manifest => keys.Contains(manifest.Key) || ResourceTracking.ApplicationOf(manifest) == instance);
        var matching = ResourceMatching.Of(targets, own);
        var policy = wanted.Spec.Child("syncPolicy");
        var options = planned.Options with { Prune = policy.Child("automated").Flag("prune") };
        return new SyncRequest(string.Empty, planned.Namespace, context.Clock.GetUtcNow(), Adopted(wanted, matching.Resources, options), matching.Hooks, options)
        {
            NamespaceMetadata = NamespaceMetadataOf(policy.Child("managedNamespaceMetadata")),
        };
    }

    // Applications among the files have cnoe:// addresses of their own, which publishing turns into those of the git server.
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> AddressesAsync(Package package, CancellationToken stop)
    {
        var addresses = new List<IReadOnlyDictionary<string, string>>();
        foreach (var references in package.Contents.SelectMany(content => content.References.Values))
        {
            addresses.Add(await context.UrlsOfAsync(references, stop).ConfigureAwait(false));
        }

        return addresses;
    }

    private static Manifest Addressed(IReadOnlyList<IReadOnlyDictionary<string, string>> addresses, Manifest manifest)
    {
        if (!ArgoTypes.IsApplication(manifest))
        {
            return manifest;
        }

        var addressed = manifest.Clone();
        foreach (var urls in addresses)
        {
            CnoeAddress.Rewrite(addressed.Json, urls);
        }

        return addressed;
    }

    private static IEnumerable<ResourceReference> ManagedBy(Manifest application) => new ApplicationState(application).Resources.Select(entry =>
        new ResourceReference(new GroupVersionKind(entry.Text("group"), entry.Text("version"), entry.Text("kind")), entry.Text("namespace"), entry.Text("name")));

    // What is ignored keeps the value it has, if the Application says so.
    private static IReadOnlyList<ReconciledResource> Adopted(Manifest application, IReadOnlyList<ReconciledResource> resources, SyncOptions options) =>
        options.RespectIgnoreDifferences && IgnoredDifferences.Read(application.Spec?["ignoreDifferences"] as JsonArray) is { } ignored
            ? [.. resources.Select(resource => resource is { Target: { } target, Live: { } live } ? resource with { Target = ignored.Adopt(target, live) } : resource)]
            : resources;

    private static ManagedNamespaceMetadata? NamespaceMetadataOf(JsonObject? managed) =>
        managed is null ? null : new ManagedNamespaceMetadata(Texts(managed.Child("labels")), Texts(managed.Child("annotations")));

    private static Dictionary<string, string> Texts(JsonObject? map) =>
        (map ?? []).ToDictionary(entry => entry.Key, entry => map.Text(entry.Key), StringComparer.Ordinal);
}
