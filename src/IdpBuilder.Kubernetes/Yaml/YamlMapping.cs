namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>A mapping while its document is being built: cheap, ordered, and aware of which keys a merge brought.</summary>
internal sealed class YamlMapping
{
    // Below this size a walk over the entries is faster than hashing.
    private const int IndexFrom = 12;

    private readonly List<Entry> _entries = [];
    private Dictionary<string, int>? _index;

    /// <summary>The entries, in the order of their first mention.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Adds a stated key; false when it was stated before. A merged key is overridden.</summary>
    public bool TryState(string key, object? value)
    {
        var position = Find(key);
        if (position < 0)
        {
            Append(new Entry(key, value, Merged: false));
            return true;
        }

        if (!_entries[position].Merged)
        {
            return false;
        }

        _entries[position] = new Entry(key, value, Merged: false);
        return true;
    }

    /// <summary>Takes over the entries of another mapping; keys that are here already are overridden.</summary>
    public void Merge(YamlMapping source)
    {
        foreach (var (key, value, _) in source._entries)
        {
            var merged = new Entry(key, value, Merged: true);
            var position = Find(key);
            if (position < 0)
            {
                Append(merged);
            }
            else
            {
                _entries[position] = merged;
            }
        }
    }

    private void Append(Entry entry)
    {
        _index?.Add(entry.Key, _entries.Count);
        _entries.Add(entry);
        if (_index is null && _entries.Count == IndexFrom)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var position = 0; position < _entries.Count; position++)
            {
                _index.Add(_entries[position].Key, position);
            }
        }
    }

    private int Find(string key)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(key, -1);
        }

        for (var position = 0; position < _entries.Count; position++)
        {
            if (string.Equals(_entries[position].Key, key, StringComparison.Ordinal))
            {
                return position;
            }
        }

        return -1;
    }

    /// <summary>A key with its value.</summary>
    internal readonly record struct Entry(string Key, object? Value, bool Merged);
}
