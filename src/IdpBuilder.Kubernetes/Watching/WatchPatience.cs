namespace IdpBuilder.Kubernetes.Watching;

/// <summary>Says how long a watch waits before it tries again, and when it gives up.</summary>
/// <param name="clock">Measures for how long the server was not reached.</param>
/// <param name="jitter">A random number from 0 to 1.</param>
internal sealed class WatchPatience(TimeProvider clock, Func<double> jitter)
{
    /// <summary>How long a server may stay away: longer than a control plane takes to start anew.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private int _failures;
    private long _since;

    /// <summary>Whether the server has been failing for longer than the limit.</summary>
    public bool Exhausted => _failures > 0 && clock.GetElapsedTime(_since) > Limit;

    /// <summary>Something went well: the next failure is a first one.</summary>
    public void Renew() => _failures = 0;

    /// <summary>Waits after a failure, longer after each.</summary>
    public Task WaitAsync(CancellationToken stop)
    {
        if (_failures++ == 0)
        {
            _since = clock.GetTimestamp();
        }

        var wait = FirstWait * Math.Pow(2, Math.Min(_failures - 1, 10));
        return Task.Delay((wait < LongestWait ? wait : LongestWait) * (0.75 + (0.5 * jitter())), clock, stop);
    }
}
