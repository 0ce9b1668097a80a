using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Has an actor look at the objects of every type that the cluster serves, also of those that come later.</summary>
/// <param name="map">What an object's change concerns.</param>
internal sealed class ServedObjects(Func<Manifest, IEnumerable<ResourceKey>> map)
{
    private static readonly GroupVersionKind Definition = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition");

    private volatile Task? _listed;

    /// <summary>The key that stands for the types themselves.</summary>
    public static ResourceKey Types { get; } = new(Definition.Group, Definition.Kind, string.Empty, string.Empty);

    /// <summary>Tells of changes to the types. Every platform has definitions of its own, so that there is a first change.</summary>
    public static ActorWatch Changes { get; } = new(Definition, _ => [Types]);

    /// <summary>What to do about an object for which the watches have to show more first.</summary>
    public static Reconciliation UntilShown { get; } = Reconciliation.WhenDue(TimeSpan.FromSeconds(1));

    /// <summary>Whether the objects of every type are in the cache: before, what is not there may exist all the same.</summary>
    public bool AreListed => _listed is { IsCompletedSuccessfully: true };

    /// <summary>Begins to look at the types that are new. It does not wait for their objects, which one broken type could put off for ever.</summary>
    public async Task WatchAsync(ActorContext context, CancellationToken stop)
    {
        var served = await context.Api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);

        // One version of each kind is enough.
        _listed = Task.WhenAll(
            served.Where(IsWatched).DistinctBy(type => (type.Type.Group, type.Type.Kind)).Select(type => context.WatchAsync(type.Type, map, stop)));
    }

    /// <summary>Whether a type is one of those that are looked at, or will be in a moment. Events, which own nothing, are too many.</summary>
    public static bool IsWatched(ApiResource type) =>
        type.Type.Kind != "Event" && new[] { "list", "watch", "delete" }.All(verb => type.Verbs.Contains(verb));

    /// <summary>An object from the cache; null too where its type is not looked at.</summary>
    public static Manifest? Find(ActorContext context, ResourceKey key) =>
        context.Cache.IsWatched(key.Group, key.Kind) ? context.Cache.Find(key) : null;
}
