using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>How the owners of an object stand. The cluster itself is asked before one is believed to be gone.</summary>
internal sealed class OwnerStandings
{
    private readonly List<(OwnerStanding Standing, string Uid)> _standings = [];

    private OwnerStandings()
    {
    }

    /// <summary>Whether the watches have shown every owner that exists. Of one that they have not, they may never show the end either.</summary>
    public bool AreShown { get; private set; } = true;

    /// <summary>The uids of the owners that stand so.</summary>
    public IReadOnlyList<string> this[OwnerStanding standing] => [.. _standings.Where(one => one.Standing == standing).Select(one => one.Uid)];

    /// <summary>Finds out how the owners of an object stand.</summary>
    public static async Task<OwnerStandings> OfAsync(Manifest dependent, ActorContext context, CancellationToken stop)
    {
        var standings = new OwnerStandings();
        foreach (var owner in OwnerReferences.Of(dependent))
        {
            standings._standings.Add((await standings.FindAsync(owner, dependent, context, stop).ConfigureAwait(false), NodePath.Text(owner, "uid")));
        }

        return standings;
    }

    private async Task<OwnerStanding> FindAsync(JsonObject owner, Manifest dependent, ActorContext context, CancellationToken stop)
    {
        var type = GroupVersionKind.Of(NodePath.Text(owner, "apiVersion"), NodePath.Text(owner, "kind"));
        if (await ServedAsync(type, context, stop).ConfigureAwait(false) is not { } resource)
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
        var found = ServedObjects.Find(context, new ResourceKey(type.Group, type.Kind, inNamespace, name));
        if (found?.Uid != uid)
        {
            found = await context.Api.GetAsync(new ResourceReference(type, inNamespace, name), stop).ConfigureAwait(false);
            AreShown &= found?.Uid != uid || !ServedObjects.IsWatched(resource);
        }

        return found?.Uid != uid ? OwnerStanding.Absent
            : found.DeletionTimestamp.Length > 0 && FinalizerList.Of(found.Metadata).Contains(FinalizerList.Foreground) ? OwnerStanding.Leaving
            : OwnerStanding.Solid;
    }

    // What is not served may have been defined a moment ago.
    private static async Task<ApiResource?> ServedAsync(GroupVersionKind type, ActorContext context, CancellationToken stop)
    {
        foreach (var refresh in new[] { false, true })
        {
            var served = await context.Api.DiscoverAsync(refresh, stop).ConfigureAwait(false);
            if (served.FirstOrDefault(one => one.Type == type) is { } resource)
            {
                return resource;
            }
        }

        return null;
    }
}
