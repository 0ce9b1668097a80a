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

    /// <summary>Puts a timer at its place, or takes it out when it has none.</summary>
    public void Set(ClusterTimer timer, DateTimeOffset? due, bool isPatient)
    {
        if (_all.Remove(timer))
        {
            _driving -= timer.IsPatient ? 0 : 1;
        }

        timer.Due = due;
        timer.IsPatient = isPatient;
        if (due is not null)
        {
            _all.Add(timer);
            _driving += isPatient ? 0 : 1;
        }
    }

    /// <summary>Takes out every timer that is due with the first one.</summary>
    public IReadOnlyList<ClusterTimer> TakeFirst()
    {
        var taken = new List<ClusterTimer>();
        var due = First?.Due;
        while (First is { } next && next.Due == due)
        {
            // What recurs does not move time on, or it would never stand still again.
            Set(next, next.Period is { } period ? due + period : null, isPatient: true);
            taken.Add(next);
        }

        return taken;
    }
}
