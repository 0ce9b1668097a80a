namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Keeps the latest failures, for diagnostics and tests.</summary>
internal sealed class ActorDiagnostics : IActorDiagnostics
{
    private const int Kept = 256;

    private readonly object _gate = new();
    private readonly Queue<ActorFailure> _failures = new();

    /// <summary>The latest failures, the oldest first.</summary>
    public IReadOnlyList<ActorFailure> Failures
    {
        get
        {
            lock (_gate)
            {
                return [.. _failures];
            }
        }
    }

    /// <inheritdoc/>
    public void Report(ActorFailure failure)
    {
        lock (_gate)
        {
            if (_failures.Count == Kept)
            {
                _failures.Dequeue();
            }

            _failures.Enqueue(failure);
        }
    }
}
