namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// The keys to reconcile, each at most once. A key that is added while it is being worked on comes again afterwards, so that
/// nobody works on it twice at once and no change is missed. Keys of actors that judge what others do are taken when no other key is
/// ready or being worked on, or when they have let many pass: by then several changes are one look.
/// </summary>
internal sealed class WorkQueue(ClusterActivity activity, Func<int, bool> yields)
{
    /// <summary>How many keys pass those that yield at most: whoever is always busy holds nobody up for ever.</summary>
    private const int MostPassing = 256;

    private readonly object _gate = new();
    private readonly HashSet<WorkItem> _waiting = [];
    private readonly HashSet<WorkItem> _running = [];
    private readonly Queue<WorkItem> _first = new();
    private readonly Queue<WorkItem> _then = new();
    private readonly Queue<TaskCompletionSource> _idle = new();
    private int _passing;
    private int _ordinaryRunning;

    /// <summary>Adds a key unless it waits already.</summary>
    public void Add(WorkItem item)
    {
        lock (_gate)
        {
            if (!_waiting.Add(item))
            {
                return;
            }

            activity.Begin();
            if (!_running.Contains(item))
            {
                Offer(item);
            }
        }
    }

    /// <summary>Takes the next key; <see cref="Done"/> must follow.</summary>
    public async ValueTask<WorkItem> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            TaskCompletionSource woken;
            lock (_gate)
            {
                if (Next() is { } item)
                {
                    _waiting.Remove(item);
                    _running.Add(item);
                    _ordinaryRunning += yields(item.Actor) ? 0 : 1;
                    return item;
                }

                woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _idle.Enqueue(woken);
            }

            await woken.Task.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a key back.</summary>
    public void Done(WorkItem item)
    {
        lock (_gate)
        {
            _running.Remove(item);
            _ordinaryRunning -= yields(item.Actor) ? 0 : 1;
            if (_waiting.Contains(item))
            {
                Offer(item);
            }

            if (_first.Count == 0 && _ordinaryRunning == 0)
            {
                Wake(_then.Count);
            }
        }

        activity.End();
    }

    private WorkItem? Next()
    {
        if (_first.Count > 0 && (_then.Count == 0 || _passing < MostPassing))
        {
            _passing = _then.Count == 0 ? 0 : _passing + 1;
            return _first.Dequeue();
        }

        if (_then.Count == 0 || (_ordinaryRunning > 0 && _passing < MostPassing))
        {
            return null;
        }

        _passing = 0;
        return _then.Dequeue();
    }

    private void Offer(WorkItem item)
    {
        (yields(item.Actor) ? _then : _first).Enqueue(item);
        Wake(1);
    }

    private void Wake(int most)
    {
        for (; most > 0 && _idle.TryDequeue(out var woken); most--)
        {
            woken.SetResult();
        }
    }
}
