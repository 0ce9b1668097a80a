using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>What an actor has in hand.</summary>
/// <param name="Api">The cluster. What a reconciliation writes is in the cache before the next one of the same key begins.</param>
/// <param name="Cache">What the watches of all actors have seen; never older than the event that caused the reconciliation.</param>
/// <param name="Clock">The cluster's time, which jumps over waits while nothing else is to do. Not to be awaited inside a reconciliation.</param>
internal sealed record ActorContext(IKubernetesApi Api, IResourceCache Cache, TimeProvider Clock)
{
    /// <summary>Records what happened, for those who describe the object.</summary>
    public IEventRecorder Events { get; init; } = NoEvents.Instance;

    /// <summary>Adds a watch to the running actor; see <see cref="WatchAsync"/>.</summary>
    public Func<ActorWatch, CancellationToken, Task<bool>> AddWatch { get; init; } = static (_, _) => Task.FromResult(false);

    /// <summary>Has the actor look at another object too, soon.</summary>
    public Action<ResourceKey> LookAt { get; init; } = static _ => { };

    /// <summary>
    /// Has the actor look at one more type from now on, and returns when its objects are in the cache; false when the cluster does not
    /// serve the type yet: it is picked up when it does. The first map given for a type stays.
    /// </summary>
    public Task<bool> WatchAsync(GroupVersionKind type, Func<Manifest, IEnumerable<ResourceKey>> map, CancellationToken stop) =>
        AddWatch(new ActorWatch(type, map), stop);
}
