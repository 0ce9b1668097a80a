using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>The results of an operation so far, in order of first appearance. Tasks of one kind report at the same time.</summary>
internal sealed class SyncJournal
{
    private readonly object _gate = new();
    private readonly List<SyncResult> _results = [];
    private readonly Dictionary<(ResourceKey Key, SyncPhase Phase), int> _places = [];

    public SyncJournal(IEnumerable<SyncResult> earlier)
    {
        foreach (var result in earlier)
        {
            if (_places.TryAdd((result.Key, result.Phase), _results.Count))
            {
                _results.Add(result);
            }
        }
    }

    public bool IsEmpty => _results.Count == 0;

    public IReadOnlyList<SyncResult> Results
    {
        get
        {
            lock (_gate)
            {
                return [.. _results];
            }
        }
    }

    /// <summary>Gives a task what an earlier step found out about it.</summary>
    public void Recall(SyncTask task)
    {
        if (_places.TryGetValue((task.Key, task.Phase), out var place))
        {
            var result = _results[place];
            task.Code = result.Code;
            task.State = result.State;
            task.Message = result.Message;
        }
    }

    /// <summary>Notes what became of a task; an empty message keeps the one before.</summary>
    public void Record(SyncTask task, SyncResultCode? code, OperationPhase? state, string message)
    {
        task.Code = code;
        task.State = state;
        if (message.Length > 0)
        {
            task.Message = message;
        }

        lock (_gate)
        {
            if (_places.TryGetValue((task.Key, task.Phase), out var place))
            {
                _results[place] = _results[place] with { Code = code, State = state, Message = task.Message };
                return;
            }

            _places[(task.Key, task.Phase)] = _results.Count;
            _results.Add(new SyncResult(
                task.Key, task.Type.Version, task.Phase, code, state, task.Message, task.IsHook, ContainerImages.Of(task.Object)));
        }
    }
}
