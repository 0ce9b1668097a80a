namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Keeps the latest failures, and which of them last.</summary>
internal sealed class ActorDiagnostics : IActorDiagnostics
{
    private const int Kept = 256;

    // Controllers that act side by side get in each other's way now and then; what fails so often fails for a reason.
    private const int Lasts = 5;

    private readonly object _gate = new();
    private readonly Queue<ActorFailure> _failures = new();
    private readonly Dictionary<(string Actor, string Subject), ActorFailure> _open = [];

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

    /// <summary>What fails again and again and has not succeeded since, in order of actor and object.</summary>
    public IReadOnlyList<ActorFailure> Lasting
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _open.Values.Where(failure => failure.Attempt >= Lasts)
                        .OrderBy(failure => failure.Actor, StringComparer.Ordinal).ThenBy(failure => failure.Subject, StringComparer.Ordinal),
                ];
            }
        }
    }

    /// <inheritdoc/>
    public void Recover(string actor, string subject)
    {
        lock (_gate)
        {
            _open.Remove((actor, subject));
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
            _open[(failure.Actor, failure.Subject)] = failure;
        }
    }
}
