namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Still is a cluster when nothing is queued or running and every watch has shown the newest change of its type.</summary>
internal sealed class HostStillness(ClusterActivity activity, InformerSet informers, IRevisionProbe? probe) : IStillness
{
    // Without a probe nobody knows what a watch has yet to show: a real API server usually tells within this time.
    private static readonly TimeSpan BlindSettling = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public TimeSpan Settling => probe is null ? BlindSettling : TimeSpan.Zero;

    /// <inheritdoc/>
    public long? Mark()
    {
        // The order matters: an informer queues the work an event causes before it counts the event as seen, so what the look at the
        // informers could miss shows in the mark.
        var mark = activity.Mark;
        return !activity.IsBusy && informers.AreCurrent(probe) && !activity.IsBusy && activity.Mark == mark ? mark : null;
    }
}
