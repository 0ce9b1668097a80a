using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Remembers which objects there were under a name, until somebody has looked at what they left.</summary>
internal sealed class ReplacedObjects
{
    private readonly Dictionary<ResourceKey, HashSet<string>> _uids = [];

    /// <summary>Takes note of an object.</summary>
    public void Note(Manifest manifest)
    {
        lock (_uids)
        {
            if (!_uids.TryGetValue(manifest.Key, out var uids))
            {
                _uids.Add(manifest.Key, uids = new(StringComparer.Ordinal));
            }

            uids.Add(manifest.Uid);
        }
    }

    /// <summary>The uids of the objects of a name that are gone, which are forgotten thereby.</summary>
    /// <param name="key">The name.</param>
    /// <param name="uid">The uid of the object that bears it now; empty for none.</param>
    public IReadOnlyList<string> TakeGone(ResourceKey key, string uid)
    {
        lock (_uids)
        {
            if (!_uids.Remove(key, out var uids))
            {
                return [];
            }

            if (uids.Remove(uid))
            {
                _uids.Add(key, new(StringComparer.Ordinal) { uid });
            }

            return [.. uids];
        }
    }
}
