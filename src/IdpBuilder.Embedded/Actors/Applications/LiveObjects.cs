using System.Collections.Concurrent;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Finds the live objects of Applications, and watches the types they are of.</summary>
internal sealed class LiveObjects(TrackedObjects tracked)
{
    private readonly ConcurrentDictionary<(string Group, string Kind), bool> _watched = new();

    /// <summary>Watches the types of the targets and of everything the Application's status names.</summary>
    public async Task WatchAsync(ApplicationRecord application, IEnumerable<Manifest> targets, ActorContext context, CancellationToken stop)
    {
        var types = targets.Select(target => target.GroupVersionKind)
            .Concat(application.Status.Maps("resources").Select(TypeOf))
            .Concat(application.OperationState.Map("syncResult").Maps("resources").Select(TypeOf))
            .Where(type => type.Kind.Length > 0 && !ExcludedResources.Contain(type))
            .Distinct();
        foreach (var type in types)
        {
            if (_watched.TryAdd((type.Group, type.Kind), true))
            {
                await context.WatchAsync(type, tracked.ApplicationsOf, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the cluster has of the targets, and what it has beyond them with the Application's tracking id.</summary>
    public IReadOnlyList<Manifest> Collect(ApplicationRecord application, IReadOnlyList<Manifest> targets, ActorContext context)
    {
        var found = new Dictionary<ResourceKey, Manifest>();
        foreach (var target in targets)
        {
            if (Find(target.Key, context) is { } live && !(Hook.IsHook(target) && TrackedObjects.OwnerOf(live) != application.Key))
            {
                found[live.Key] = live;
            }
        }

        foreach (var key in tracked.SeenOf(application.Key))
        {
            if (Find(key, context) is { } live && TrackedObjects.OwnerOf(live) == application.Key)
            {
                found[key] = live;
            }
            else
            {
                tracked.Forget(application.Key, key);
            }
        }

        return [.. found.Values];
    }

    private static GroupVersionKind TypeOf(System.Text.Json.Nodes.JsonObject resource) =>
        new(resource.Text("group"), resource.Text("version"), resource.Text("kind"));

    private Manifest? Find(ResourceKey key, ActorContext context)
    {
        if (!_watched.ContainsKey((key.Group, key.Kind)))
        {
            return null;
        }

        return context.Cache.Find(key) ?? (key.Namespace.Length > 0 ? context.Cache.Find(key with { Namespace = string.Empty }) : null);
    }
}
