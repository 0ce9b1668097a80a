using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Has an actor look at the objects of every type that the cluster serves, also of those that come later.</summary>
/// <param name="map">What an object's change concerns.</param>
internal sealed class ServedObjects(Func<Manifest, IEnumerable<ResourceKey>> map)
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private volatile IReadOnlyList<ApiResource> _watched = [];

    /// <summary>The key that stands for the types themselves.</summary>
    public static ResourceKey Types { get; } = new(Definition.Group, Definition.Kind, string.Empty, string.Empty);

    /// <summary>Tells of changes to the types. Every platform has definitions of its own, so that there is a first change.</summary>
    public static ActorWatch Changes { get; } = new(Definition, _ => [Types]);

    /// <summary>The types that are looked at.</summary>
    public IReadOnlyList<ApiResource> Watched => _watched;

    /// <summary>Begins to look at the types that are new; returns when their objects are in the cache.</summary>
    public async Task WatchAsync(ActorContext context, CancellationToken stop)
    {
        var served = await context.Api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);

        // One version of each kind is enough, and Events, which own nothing, are too many.
        var types = served
            .Where(type => type.Type.Kind != "Event" && new[] { "list", "watch", "delete" }.All(verb => type.Verbs.Contains(verb)))
            .DistinctBy(type => (type.Type.Group, type.Type.Kind))
            .ToList();
        await Task.WhenAll(types.Select(type => context.WatchAsync(type.Type, map, stop))).ConfigureAwait(false);
        _watched = types;
    }

    /// <summary>An object from the cache; null too where its type is not looked at.</summary>
    public Manifest? Find(ActorContext context, ResourceKey key) => Watches(key.Group, key.Kind) ? context.Cache.Find(key) : null;

    /// <summary>The objects that have an owner's uid among those of their owners.</summary>
    public IReadOnlyList<Manifest> DependentsOf(ActorContext context, string uid) =>
        [.. _watched.SelectMany(type => context.Cache.ListOwned(type.Type.Group, type.Type.Kind, uid))];

    private bool Watches(string group, string kind) => _watched.Any(type => type.Type.Group == group && type.Type.Kind == kind);
}
