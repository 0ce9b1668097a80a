namespace IdpBuilder.Manifests;

/// <summary>What an event of a watch says.</summary>
public enum WatchEventType
{
    /// <summary>The object exists and was not known to this watch before.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone.</summary>
    Deleted,

    /// <summary>Everything that existed when the watch began has been reported; comes once, before the first change.</summary>
    Synced,

    /// <summary>The cluster's version moved on without a change to a selected object.</summary>
    Bookmark,

    /// <summary>The connection to the cluster is lost; it is being made anew. What changes meanwhile comes later.</summary>
    Interrupted,

    /// <summary>The connection is back; what changed meanwhile came before, or follows.</summary>
    Resumed,
}
