namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>
/// The locks of all Workflows, which the controller keeps in memory: mutexes and semaphores. Several are given together or not at all,
/// in the order of priority and age. Keys are <c>namespace/workflow</c> or <c>namespace/workflow/node id</c>.
/// Source: argo-workflows <c>workflow/sync</c>.
/// </summary>
internal sealed class LockTable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LockState> _locks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _woken = new(StringComparer.Ordinal);

    /// <summary>The workflow that a key belongs to.</summary>
    public static string WorkflowOf(string key) => key.Split('/') is [var space, var name, _] ? $"{space}/{name}" : key;

    /// <summary>Asks for locks; who has them already has them.</summary>
    public LockVerdict TryAcquire(IReadOnlyList<LockRequest> requests, LockTurn turn)
    {
        lock (_gate)
        {
            foreach (var request in requests)
            {
                StateOf(request).Queue(turn);
            }

            var missing = requests.FirstOrDefault(request => !IsHeld(request, turn.Key) && !_locks[request.Name].MayTake(turn.Key));
            if (missing is null)
            {
                Give(requests, turn.Key);
                return new LockVerdict(true, string.Empty, string.Empty, HoldersOf(requests));
            }

            _woken.UnionWith(requests.Select(request => _locks[request.Name].FirstBefore(turn.Key)).OfType<string>().Select(WorkflowOf));
            var state = _locks[missing.Name];
            return new LockVerdict(false, $"Waiting for {missing.Name} lock. Lock status: {state.Limit - state.Holders.Count}/{state.Limit}", missing.Name, HoldersOf(requests));
        }
    }

    /// <summary>Gives a lock to somebody whose workflow says that it has it: the controller has begun anew.</summary>
    public void Restore(string name, string key)
    {
        lock (_gate)
        {
            var state = StateOf(new LockRequest(string.Empty, name, 1));
            if (!state.Holders.Contains(key, StringComparer.Ordinal))
            {
                state.Holders.Add(key);
            }
        }
    }

    /// <summary>Takes back what some keys have and wait for; true when there was anything.</summary>
    public bool Release(Predicate<string> isMeant)
    {
        lock (_gate)
        {
            var released = _locks.Where(entry => entry.Value.Drop(isMeant)).Select(entry => entry.Key).ToArray();
            foreach (var name in released)
            {
                _woken.UnionWith(_locks[name].Next.Select(WorkflowOf));
                if (!_locks[name].IsUsed)
                {
                    _locks.Remove(name);
                }
            }

            return released.Length > 0;
        }
    }

    /// <summary>The workflows that wait for locks whose names begin like this.</summary>
    public IReadOnlyList<string> WaitersFor(string prefix)
    {
        lock (_gate)
        {
            return [.. _locks.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(entry => entry.Value.Waiting).Select(WorkflowOf).Distinct()];
        }
    }

    /// <summary>Whether some key waits for a lock.</summary>
    public bool Waits(Predicate<string> isMeant)
    {
        lock (_gate)
        {
            return _locks.Values.SelectMany(state => state.Waiting).Any(key => isMeant(key));
        }
    }

    /// <summary>The workflows, as <c>namespace/name</c>, for which there is a lock now; each is told once.</summary>
    public IReadOnlyList<string> TakeWoken()
    {
        lock (_gate)
        {
            var woken = _woken.ToArray();
            _woken.Clear();
            return woken;
        }
    }

    private LockState StateOf(LockRequest request)
    {
        if (!_locks.TryGetValue(request.Name, out var state))
        {
            _locks[request.Name] = state = new LockState();
        }

        state.Limit = request.Limit;
        return state;
    }

    private bool IsHeld(LockRequest request, string key) => _locks[request.Name].Holders.Contains(key, StringComparer.Ordinal);

    private void Give(IReadOnlyList<LockRequest> requests, string key)
    {
        foreach (var request in requests.Where(request => !IsHeld(request, key)))
        {
            _locks[request.Name].Give(key);
        }

        _woken.UnionWith(requests.SelectMany(request => _locks[request.Name].Next).Select(WorkflowOf));
    }

    private Dictionary<string, IReadOnlyList<string>> HoldersOf(IReadOnlyList<LockRequest> requests) =>
        requests.ToDictionary(request => request.Name, request => (IReadOnlyList<string>)[.. _locks[request.Name].Holders], StringComparer.Ordinal);
}
