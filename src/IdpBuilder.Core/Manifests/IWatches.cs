namespace IdpBuilder.Manifests;

/// <summary>Shows what becomes of objects.</summary>
public interface IWatches
{
    /// <summary>
    /// Lists, then watches without end: what exists as <see cref="WatchEventType.Added"/>, one <see cref="WatchEventType.Synced"/>,
    /// then every change. Lost connections and expired versions (410) are bridged: the differences come as events, and the reader is
    /// told while there is no connection (<see cref="WatchEventType.Interrupted"/>, <see cref="WatchEventType.Resumed"/>).
    /// Ends only by cancellation, or by an error that no retry can mend.
    /// </summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, CancellationToken stop);
}
