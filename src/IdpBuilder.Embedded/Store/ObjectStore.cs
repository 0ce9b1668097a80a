using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Store;

/// <summary>
/// The cluster's memory, in the manner of etcd: one revision counter, compare-and-set writes, a bounded history for watches and pages.
/// The lock covers only the exchange of references; objects are built and encoded outside it.
/// </summary>
internal sealed class ObjectStore
{
    /// <summary>How many changes of each resource are remembered.</summary>
    public const int DefaultHistoryLength = 8192;

    private static readonly Comparer<ResourceId> ResourceOrder = Comparer<ResourceId>.Create(
        (left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    private readonly ConcurrentDictionary<ResourceId, ResourceCollection> _collections = new();
    private readonly OwnerIndex _owners = new();
    private readonly object _writing = new();
    private readonly int _historyLength;

    // Lists of an empty store must not answer revision 0, which clients take for "any".
    private long _revision = 1;

    public ObjectStore(int historyLength = DefaultHistoryLength)
    {
        _historyLength = historyLength;
    }

    /// <summary>The revision of the newest change to anything.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>The revision of the newest change to a resource; 0 when there was none.</summary>
    public long LatestRevision(ResourceId resource)
    {
        lock (_writing)
        {
            return Collection(resource).LatestRevision;
        }
    }

    public StoredObject? Find(ObjectAddress address) =>
        Collection(address.Resource).State.Find(address.Namespace, address.Name);

    /// <summary>A resource's objects now.</summary>
    public CollectionSnapshot Read(ResourceId resource)
    {
        lock (_writing)
        {
            return new CollectionSnapshot(Collection(resource).State, _revision);
        }
    }

    /// <summary>A resource's objects at an earlier revision; null when that is no longer known.</summary>
    public CollectionSnapshot? ReadAt(ResourceId resource, long revision)
    {
        lock (_writing)
        {
            var history = Collection(resource).History;
            return revision < history.CompactedAt ? null : new CollectionSnapshot(history.At(revision), revision);
        }
    }

    /// <summary>
    /// Replaces what is stored at an address, if it still is what the writer saw and the guard agrees.
    /// </summary>
    /// <param name="address">Where.</param>
    /// <param name="seen">The version the writer started from; null to create.</param>
    /// <param name="next">The new version, which belongs to the store from now on; null to delete.</param>
    /// <param name="guard">Decides, with all writers held off, whether the write may happen.</param>
    /// <returns>The change, or null when someone else was faster or the guard refused.</returns>
    public Change? TryWrite(ObjectAddress address, StoredObject? seen, JsonObject? next, Func<bool>? guard = null)
    {
        var json = next ?? (JsonObject)seen!.Json.DeepClone();
        var change = Record(address, seen, json, next is null, guard);
        if (change is not null)
        {
            seen?.Retire();
        }

        return change;
    }

    /// <summary>The revision from which on a resource's history is known.</summary>
    public long OldestRevision(ResourceId resource)
    {
        lock (_writing)
        {
            return Collection(resource).History.CompactedAt;
        }
    }

    /// <summary>Follows a resource from just after a revision; null when that is no longer known.</summary>
    public ChangeFeed? TryFollow(ResourceId resource, string? inNamespace, long after)
    {
        lock (_writing)
        {
            var collection = Collection(resource);
            if (after < collection.History.CompactedAt)
            {
                return null;
            }

            var feed = new ChangeFeed(inNamespace, left => Leave(collection, left));
            foreach (var change in collection.History.After(after))
            {
                feed.Publish(change);
            }

            collection.Join(feed);
            return feed;
        }
    }

    /// <summary>Tells a watcher, in order with the changes, how far it has seen everything.</summary>
    public void PublishBookmark(ChangeFeed feed)
    {
        lock (_writing)
        {
            feed.Publish(new Change(ChangeType.Bookmark, _revision, null, null));
        }
    }

    /// <summary>Where the object with a uid is stored, or null.</summary>
    public ObjectAddress? AddressOf(string uid)
    {
        lock (_writing)
        {
            return _owners.AddressOf(uid);
        }
    }

    /// <summary>The objects that name a uid among their owners.</summary>
    public ObjectAddress[] DependentsOf(string uid)
    {
        lock (_writing)
        {
            return _owners.DependentsOf(uid);
        }
    }

    /// <summary>The resources that have objects in a namespace.</summary>
    public IReadOnlyList<ResourceId> ResourcesIn(string inNamespace) =>
        [.. _collections.Where(entry => entry.Value.State.HasAny(inNamespace)).Select(entry => entry.Key).Order(ResourceOrder)];

    private Change? Record(ObjectAddress address, StoredObject? seen, JsonObject json, bool isDeleted, Func<bool>? guard)
    {
        lock (_writing)
        {
            var collection = Collection(address.Resource);
            if (!ReferenceEquals(collection.State.Find(address.Namespace, address.Name), seen) || guard?.Invoke() == false)
            {
                return null;
            }

            var revision = _revision + 1;
            ((JsonObject)json["metadata"]!)["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
            var type = isDeleted ? ChangeType.Deleted : seen is null ? ChangeType.Added : ChangeType.Modified;
            var change = new Change(type, revision, new StoredObject(address, json, revision), seen);
            Volatile.Write(ref _revision, revision);
            _owners.Record(change);
            collection.Record(change);
            return change;
        }
    }

    private ResourceCollection Collection(ResourceId resource) =>
        _collections.GetOrAdd(resource, static (_, length) => new ResourceCollection(length), _historyLength);

    private void Leave(ResourceCollection collection, ChangeFeed feed)
    {
        lock (_writing)
        {
            collection.Leave(feed);
        }
    }
}
