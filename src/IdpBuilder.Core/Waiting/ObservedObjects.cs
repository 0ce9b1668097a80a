using IdpBuilder.Manifests;

namespace IdpBuilder.Waiting;

/// <summary>The objects that several watches show together, and those that went away while they ran.</summary>
public sealed class ObservedObjects
{
    private readonly Dictionary<ResourceKey, Manifest> _objects = [];
    private readonly HashSet<ResourceKey> _gone = [];
    private readonly HashSet<ResourceKey>[] _seenBy;

    /// <summary>Nothing observed yet.</summary>
    /// <param name="watches">The number of watches that will report.</param>
    internal ObservedObjects(int watches) => _seenBy = [.. Enumerable.Range(0, watches).Select(_ => new HashSet<ResourceKey>())];

    /// <summary>Every object.</summary>
    public IReadOnlyCollection<Manifest> All => _objects.Values;

    /// <summary>One object, or null.</summary>
    public Manifest? Find(ResourceKey key) => _objects.GetValueOrDefault(key);

    /// <summary>The objects of a group and kind; in one namespace, or everywhere when it is empty.</summary>
    public IEnumerable<Manifest> Of(string group, string kind, string inNamespace = "") =>
        _objects
            .Where(entry => entry.Key.Kind == kind && entry.Key.Group == group)
            .Where(entry => inNamespace.Length == 0 || entry.Key.Namespace == inNamespace)
            .Select(entry => entry.Value);

    /// <summary>Whether an object was there during this wait and is there no longer.</summary>
    public bool IsGone(ResourceKey key) => _gone.Contains(key);

    /// <summary>Takes in an event of one watch; true when it changed what there is to see.</summary>
    /// <param name="watch">The number of the watch.</param>
    /// <param name="change">Its event.</param>
    internal bool Take(int watch, WatchEvent change)
    {
        if (change.Object is not { } manifest)
        {
            return false;
        }

        switch (change.Type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                _seenBy[watch].Add(manifest.Key);
                _gone.Remove(manifest.Key);
                _objects[manifest.Key] = manifest;
                return true;
            case WatchEventType.Deleted:
                return Drop(watch, manifest.Key);
            default:
                return false;
        }
    }

    // An object that leaves one selection (a label was taken away) may still be part of another.
    private bool Drop(int watch, ResourceKey key)
    {
        _seenBy[watch].Remove(key);
        if (Array.Exists(_seenBy, keys => keys.Contains(key)) || !_objects.Remove(key))
        {
            return false;
        }

        _gone.Add(key);
        return true;
    }
}
