namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>The timers that wait, in due order. Not thread-safe: the clock guards it.</summary>
internal sealed class TimerQueue
{
    private static readonly Comparer<ClusterTimer> DueOrder = Comparer<ClusterTimer>.Create(
        (left, right) => left.Due != right.Due
            ? Nullable.Compare(left.Due, right.Due)
            : left.Number.CompareTo(right.Number));

    private readonly SortedSet<ClusterTimer> _all = new(DueOrder);
    private int _driving;

    /// <summary>Whether a timer waits for which time is to be moved on.</summary>
    public bool HasDriving => _driving > 0;

    /// <summary>The timer that is due first, or null.</summary>
    public ClusterTimer? First => _all.Min;

    /// <summary>The time to which to go next, or null: what is due by now, else what is not merely to be passed when something drives time on.</summary>
    /// <param name="now">The time.</param>
    public DateTimeOffset? Next(DateTimeOffset now) =>
        First is null || First.Due <= now || !HasDriving ? First?.Due : _all.First(timer => timer.Urgency != TimerUrgency.Passing).Due;

    /// <summary>Puts a timer at its place, or takes it out when it has none.</summary>
    public void Set(ClusterTimer timer, DateTimeOffset? due, TimerUrgency urgency)
    {
        if (_all.Remove(timer))
        {
            _driving -= timer.Urgency == TimerUrgency.Driving ? 1 : 0;
        }

        timer.Due = due;
        timer.Urgency = urgency;
        if (due is not null)
        {
            _all.Add(timer);
            _driving += urgency == TimerUrgency.Driving ? 1 : 0;
        }
    }

    /// <summary>Takes out the timers that are due at a time, and those that were passed on the way there.</summary>
    public IReadOnlyList<ClusterTimer> Take(DateTimeOffset time)
    {
        var taken = _all.TakeWhile(timer => timer.Due <= time).ToList();
        foreach (var timer in taken)
        {
            // What recurs does not move time on, or it would never stand still again.
            Set(timer, timer.Period is { } period ? timer.Due + period : null, TimerUrgency.Patient);
        }

        return taken;
    }
}
