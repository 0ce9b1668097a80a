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

    /// <summary>The uids of the objects of a name that are gone.</summary>
    /// <param name="key">The name.</param>
    /// <param name="uid">The uid of the object that bears it now; empty for none.</param>
    public IReadOnlyList<string> Gone(ResourceKey key, string uid)
    {
        lock (_uids)
        {
            return _uids.TryGetValue(key, out var uids) ? [.. uids.Where(known => known != uid)] : [];
        }
    }

    /// <summary>Forgets objects of a name: what they left has been looked at.</summary>
    public void Forget(ResourceKey key, IReadOnlyList<string> gone)
    {
        lock (_uids)
        {
            if (_uids.TryGetValue(key, out var uids))
            {
                uids.ExceptWith(gone);
                if (uids.Count == 0)
                {
                    _uids.Remove(key);
                }
            }
        }
    }
}
