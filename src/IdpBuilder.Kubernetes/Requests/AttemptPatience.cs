namespace IdpBuilder.Kubernetes.Requests;

/// <summary>The time that one attempt has; it begins anew whenever something arrives, so that a slow answer is not a lost one.</summary>
internal sealed class AttemptPatience : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _quiet;
    private readonly CancellationTokenSource _either;

    /// <summary>Begins.</summary>
    public AttemptPatience(TimeSpan limit, TimeProvider clock, CancellationToken stop)
    {
        _limit = limit;
        _quiet = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(stop, _quiet.Token);
    }

    /// <summary>Cancelled when it is over, or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether nothing has arrived for too long.</summary>
    public bool IsOver => _quiet.IsCancellationRequested;

    /// <summary>Something has arrived.</summary>
    public void Renew() => _quiet.CancelAfter(_limit);

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _quiet.Dispose();
    }
}
