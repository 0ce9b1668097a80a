using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Http;

/// <summary>The events of one watch, in order and without gaps. It follows from the moment it is made, not from the first read.</summary>
internal sealed class WatchStream : IFrameSource
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);
    private readonly WatchEventEncoder _encoder;
    private readonly ListRequest _request;
    private readonly IEnumerator<ReadOnlyMemory<byte>> _first;
    private readonly ChangeFeed? _feed;
    private readonly ITimer? _deadline;
    private readonly ITimer? _bookmarks;

    public WatchStream(ObjectStore store, TimeProvider transportClock, ObjectShapes shapes, WatchOptions options)
    {
        _request = options.Request;
        _encoder = new WatchEventEncoder(_request.Type, options.Shape, shapes);
        var showsState = options.InitialEvents ?? _request.Revision == 0;
        var snapshot = showsState || _request.Revision == 0 ? store.Read(_request.Type.Id) : null;
        var start = snapshot?.Revision ?? _request.Revision;
        _feed = store.TryFollow(_request.Type.Id, _request.Namespace, start);
        if (_feed is not { } feed)
        {
            var tooOld = StatusFailures.Expired(start, store.OldestRevision(_request.Type.Id));
            _first = Enumerable.Repeat(WatchEventEncoder.Error(tooOld), 1).GetEnumerator();
            return;
        }

        _first = (showsState ? Initial(snapshot!, options) : []).GetEnumerator();
        _deadline = transportClock.CreateTimer(_ => feed.Dispose(), null, options.Timeout, Timeout.InfiniteTimeSpan);
        _bookmarks = options.Bookmarks
            ? transportClock.CreateTimer(_ => store.PublishBookmark(feed), null, BookmarkInterval, BookmarkInterval)
            : null;
    }

    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stop)
    {
        if (_first.MoveNext())
        {
            return _first.Current;
        }

        if (_feed is null)
        {
            return null;
        }

        do
        {
            while (_feed.Changes.TryRead(out var change))
            {
                if (Frame(change) is { } frame)
                {
                    return frame;
                }
            }
        }
        while (await _feed.Changes.WaitToReadAsync(stop).ConfigureAwait(false));

        return null;
    }

    public void Dispose()
    {
        _deadline?.Dispose();
        _bookmarks?.Dispose();
        _feed?.Dispose();
    }

    private IEnumerable<ReadOnlyMemory<byte>> Initial(CollectionSnapshot snapshot, WatchOptions options)
    {
        foreach (var item in snapshot.State.Objects(_request.Namespace).Where(item => ObjectReader.Matches(_request, item)))
        {
            yield return _encoder.Event("ADDED", item);
        }

        if (options is { InitialEvents: true, Bookmarks: true })
        {
            yield return _encoder.Bookmark(snapshot.Revision, endsInitialEvents: true);
        }
    }

    // Towards a selector, an object that stops or starts matching goes or comes.
    private ReadOnlyMemory<byte>? Frame(Change change)
    {
        if (change.Object is not { } item)
        {
            return _encoder.Bookmark(change.Revision, endsInitialEvents: false);
        }

        var matches = change.Type != ChangeType.Deleted && ObjectReader.Matches(_request, item);
        var matched = change.Previous is { } previous && ObjectReader.Matches(_request, previous);
        return (matched, matches) switch
        {
            (false, true) => _encoder.Event("ADDED", item),
            (true, true) => _encoder.Event("MODIFIED", item),
            (true, false) when change.Type == ChangeType.Deleted => _encoder.Event("DELETED", item),
            (true, false) => _encoder.Departed(change.Previous!, change.Revision),
            _ => null,
        };
    }
}
