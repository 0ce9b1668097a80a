namespace IdpBuilder.Embedded.Store;

/// <summary>The last changes of a collection with the state after each, so that watches resume and pages stay consistent.</summary>
internal sealed class History(int capacity)
{
    private readonly Queue<Entry> _entries = new();
    private CollectionState _before = CollectionState.Empty;

    /// <summary>The revision before which nothing is known any more.</summary>
    public long CompactedAt { get; private set; }

    public void Add(Change change, CollectionState after)
    {
        if (_entries.Count == capacity)
        {
            var oldest = _entries.Dequeue();
            CompactedAt = oldest.Change.Revision;
            _before = oldest.After;
        }

        _entries.Enqueue(new Entry(change, after));
    }

    /// <summary>The changes after a revision that is not compacted.</summary>
    public IEnumerable<Change> After(long revision) =>
        _entries.Where(entry => entry.Change.Revision > revision).Select(entry => entry.Change);

    /// <summary>The collection as it was at a revision that is not compacted.</summary>
    public CollectionState At(long revision)
    {
        var state = _before;
        foreach (var entry in _entries)
        {
            if (entry.Change.Revision > revision)
            {
                break;
            }

            state = entry.After;
        }

        return state;
    }

    private readonly record struct Entry(Change Change, CollectionState After);
}
