namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>A timer of the cluster's clock.</summary>
internal sealed class ClusterTimer(ClusterClock clock, long number, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Breaks the tie of timers due at the same time: the older one comes first.</summary>
    public long Number { get; } = number;

    /// <summary>When it fires; null while it does not. Guarded by the clock's lock.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>How often it fires after that; null for never. Guarded by the clock's lock.</summary>
    public TimeSpan? Period { get; set; }

    /// <summary>What it asks of time. Guarded by the clock's lock.</summary>
    public TimerUrgency Urgency { get; set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Schedule(this, dueTime, period, TimerUrgency.Driving);

    /// <summary>Runs what was waiting.</summary>
    public void Fire() => callback(state);

    /// <inheritdoc/>
    public void Dispose() => clock.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, TimerUrgency.Driving);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
