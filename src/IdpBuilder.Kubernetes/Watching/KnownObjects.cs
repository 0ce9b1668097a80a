using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Watching;

/// <summary>What a watch has shown so far; turns lists and raw events into events that say what is new to its reader.</summary>
internal sealed class KnownObjects
{
    private readonly Dictionary<(string Namespace, string Name), Known> _known = [];

    /// <summary>The events that lead from what was shown to what a list shows.</summary>
    public IReadOnlyList<WatchEvent> Replace(ManifestList list)
    {
        var events = new List<WatchEvent>(list.Items.Count);
        var missing = new HashSet<(string, string)>(_known.Keys);
        foreach (var manifest in list.Items)
        {
            missing.Remove(KeyOf(manifest));
            Take(manifest, events);
        }

        foreach (var key in missing)
        {
            _known.Remove(key, out var gone);
            events.Add(new WatchEvent(WatchEventType.Deleted, gone.Manifest, list.ResourceVersion));
        }

        return events;
    }

    /// <summary>The events that an object which exists stands for: none when it was shown as it is, two when it was made anew.</summary>
    public void Take(Manifest manifest, List<WatchEvent> events)
    {
        var key = KeyOf(manifest);
        var (uid, version) = (manifest.Uid, manifest.ResourceVersion);
        var shown = _known.TryGetValue(key, out var known);
        if (shown && known.Uid == uid && known.Version == version)
        {
            return;
        }

        _known[key] = new Known(uid, version, manifest);
        var renewed = shown && known.Uid != uid;
        if (renewed)
        {
            events.Add(new WatchEvent(WatchEventType.Deleted, known.Manifest, version));
        }

        events.Add(new WatchEvent(shown && !renewed ? WatchEventType.Modified : WatchEventType.Added, manifest, version));
    }

    /// <summary>The event that a deletion stands for: none when the object was not shown, or was made anew since.</summary>
    public void Drop(Manifest manifest, List<WatchEvent> events)
    {
        var key = KeyOf(manifest);
        if (_known.TryGetValue(key, out var known) && known.Uid == manifest.Uid)
        {
            _known.Remove(key);
            events.Add(new WatchEvent(WatchEventType.Deleted, manifest, manifest.ResourceVersion));
        }
    }

    private static (string Namespace, string Name) KeyOf(Manifest manifest) => (manifest.Namespace, manifest.Name);

    // Uid and version are kept apart: a reader may change the object it was given.
    private readonly record struct Known(string Uid, string Version, Manifest Manifest);
}
