namespace IdpBuilder.Waiting;

/// <summary>The time that one piece of work has, however many waits it is made of.</summary>
public sealed class Deadline
{
    private readonly long _start;

    private Deadline(TimeSpan timeout, TimeProvider clock) => (Timeout, Clock, _start) = (timeout, clock, clock.GetTimestamp());

    /// <summary>How long it was from the beginning; infinite for no end.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Measures the time.</summary>
    public TimeProvider Clock { get; }

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => Clock.GetElapsedTime(_start);

    /// <summary>How long it may still take; zero when the time is over.</summary>
    public TimeSpan Left
    {
        get
        {
            if (Timeout == System.Threading.Timeout.InfiniteTimeSpan)
            {
                return Timeout;
            }

            var left = Timeout - Elapsed;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A deadline that begins now.</summary>
    /// <param name="timeout">How long; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no end.</param>
    /// <param name="clock">Measures the time.</param>
    public static Deadline After(TimeSpan timeout, TimeProvider clock) => new(timeout, clock);
}
