using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Finds out how the owners of an object stand, asking the cluster itself before it believes that one is gone.</summary>
internal sealed class OwnerStandings(ServedObjects objects)
{
    /// <summary>The uids of an object's owners, by how they stand.</summary>
    public async Task<ILookup<OwnerStanding, string>> OfAsync(Manifest dependent, ActorContext context, CancellationToken stop)
    {
        var standings = new List<(OwnerStanding Standing, string Uid)>();
        foreach (var owner in OwnerReferences.Of(dependent))
        {
            standings.Add((await StandingAsync(owner, dependent, context, stop).ConfigureAwait(false), NodePath.Text(owner, "uid")));
        }

        return standings.ToLookup(one => one.Standing, one => one.Uid);
    }

    private async Task<OwnerStanding> StandingAsync(JsonObject owner, Manifest dependent, ActorContext context, CancellationToken stop)
    {
        var type = GroupVersionKind.Of(NodePath.Text(owner, "apiVersion"), NodePath.Text(owner, "kind"));
        var served = await context.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        if (served.FirstOrDefault(one => one.Type == type) is not { } resource)
        {
            // An owner of a kind nobody serves cannot be looked up: the dependent stays.
            return OwnerStanding.Solid;
        }

        if (resource.Namespaced && dependent.Namespace.Length == 0)
        {
            // A namespaced owner of a cluster-scoped object is a mistake that a real collector leaves alone.
            return OwnerStanding.Solid;
        }

        var (name, uid) = (NodePath.Text(owner, "name"), NodePath.Text(owner, "uid"));
        var inNamespace = resource.Namespaced ? dependent.Namespace : string.Empty;
        var found = objects.Find(context, new ResourceKey(type.Group, type.Kind, inNamespace, name));
        if (found?.Uid != uid)
        {
            found = await context.Api.GetAsync(new ResourceReference(type, inNamespace, name), stop).ConfigureAwait(false);
        }

        return found?.Uid != uid ? OwnerStanding.Absent
            : found.DeletionTimestamp.Length > 0 && FinalizerList.Of(found.Metadata).Contains(FinalizerList.Foreground) ? OwnerStanding.Leaving
            : OwnerStanding.Solid;
    }
}
