namespace IdpBuilder.Embedded.Store;

/// <summary>The present, the recent past and the watchers of one resource. Guarded by the store's lock, except for <see cref="State"/>.</summary>
internal sealed class ResourceCollection(int historyLength)
{
    private readonly List<ChangeFeed> _feeds = [];
    private CollectionState _state = CollectionState.Empty;

    public CollectionState State => Volatile.Read(ref _state);

    public History History { get; } = new(historyLength);

    /// <summary>The revision of the newest change; 0 when there was none.</summary>
    public long LatestRevision { get; private set; }

    public void Record(Change change)
    {
        var item = change.Object!;
        var after = change.Type == ChangeType.Deleted ? State.Without(item) : State.With(item);
        Volatile.Write(ref _state, after);
        LatestRevision = change.Revision;
        History.Add(change, after);
        foreach (var feed in _feeds)
        {
            feed.Publish(change);
        }
    }

    public void Join(ChangeFeed feed) => _feeds.Add(feed);

    public void Leave(ChangeFeed feed) => _feeds.Remove(feed);
}
