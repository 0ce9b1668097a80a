namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Counts what is going on among the actors, and says so to the clock.</summary>
/// <param name="nudge">Called when the last activity ended.</param>
internal sealed class ClusterActivity(Action nudge)
{
    private long _mark;
    private int _going;

    /// <summary>Changes with everything that happens.</summary>
    public long Mark => Interlocked.Read(ref _mark);

    /// <summary>Whether something is going on.</summary>
    public bool IsBusy => Volatile.Read(ref _going) > 0;

    /// <summary>Something began.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _going);
        Interlocked.Increment(ref _mark);
    }

    /// <summary>Something ended.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref _going) == 0)
        {
            nudge();
        }
    }

    /// <summary>Something is about to happen that takes no time; <see cref="Rest"/> follows it.</summary>
    public void Note() => Interlocked.Increment(ref _mark);

    /// <summary>What happened is over.</summary>
    public void Rest()
    {
        if (!IsBusy)
        {
            nudge();
        }
    }
}
