using System.Collections.Concurrent;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>
/// Knows which objects concern which Application: those that carry its tracking id, and those it wants. Filled by the very
/// events that cause reconciliations, so that finding an Application's objects never means looking at all of them.
/// </summary>
internal sealed class TrackedObjects
{
    private readonly ConcurrentDictionary<ResourceKey, ConcurrentDictionary<ResourceKey, bool>> _tracked = new();
    private readonly ConcurrentDictionary<ResourceKey, ConcurrentDictionary<ResourceKey, bool>> _wantedBy = new();

    /// <summary>The Applications to look at again when an object changes.</summary>
    public IEnumerable<ResourceKey> ApplicationsOf(Manifest manifest)
    {
        var key = manifest.Key;
        var owner = OwnerOf(manifest);
        if (owner is { } application)
        {
            _tracked.GetOrAdd(application, _ => new()).TryAdd(key, true);
            yield return application;
        }

        if (_wantedBy.TryGetValue(key, out var interested))
        {
            foreach (var other in interested.Keys)
            {
                if (other != owner)
                {
                    yield return other;
                }
            }
        }
    }

    /// <summary>The Application that an object says it belongs to.</summary>
    public static ResourceKey? OwnerOf(Manifest manifest)
    {
        var instance = ResourceTracking.ApplicationOf(manifest);
        if (instance.Length == 0)
        {
            return null;
        }

        var separator = instance.IndexOf('_', StringComparison.Ordinal);
        return ArgoTypes.Application is var type && separator < 0
            ? new ResourceKey(type.Group, type.Kind, ArgoTypes.Namespace, instance)
            : new ResourceKey(type.Group, type.Kind, instance[..separator], instance[(separator + 1)..]);
    }

    /// <summary>The objects that have been seen with an Application's tracking id; some may be gone or another's by now.</summary>
    public IEnumerable<ResourceKey> SeenOf(ResourceKey application) =>
        _tracked.TryGetValue(application, out var keys) ? keys.Keys : [];

    /// <summary>An Application wants these objects, whoever they belong to.</summary>
    public void Want(ResourceKey application, IEnumerable<ResourceKey> keys)
    {
        foreach (var key in keys)
        {
            _wantedBy.GetOrAdd(key, _ => new()).TryAdd(application, true);
        }
    }

    /// <summary>An object no longer belongs to an Application.</summary>
    public void Forget(ResourceKey application, ResourceKey key)
    {
        if (_tracked.TryGetValue(application, out var keys))
        {
            keys.TryRemove(key, out _);
        }
    }

    /// <summary>An Application is gone. What it leaves bears its tracking id still, and is its own again should it come back.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="isLeft">Whether an object is still there.</param>
    public void Forget(ResourceKey application, Predicate<ResourceKey> isLeft)
    {
        foreach (var key in SeenOf(application).Where(key => !isLeft(key)))
        {
            Forget(application, key);
        }

        foreach (var interested in _wantedBy.Values)
        {
            interested.TryRemove(application, out _);
        }
    }
}
