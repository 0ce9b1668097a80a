using System.Threading.Channels;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// The keys to reconcile, each at most once. A key that is added while it is being worked on comes again afterwards, so that
/// nobody works on it twice at once and no change is missed.
/// </summary>
internal sealed class WorkQueue(ClusterActivity activity)
{
    private readonly object _gate = new();
    private readonly HashSet<WorkItem> _waiting = [];
    private readonly HashSet<WorkItem> _running = [];
    private readonly Channel<WorkItem> _ready = Channel.CreateUnbounded<WorkItem>();

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
                _ready.Writer.TryWrite(item);
            }
        }
    }

    /// <summary>Takes the next key; <see cref="Done"/> must follow.</summary>
    public async ValueTask<WorkItem> TakeAsync(CancellationToken stop)
    {
        var item = await _ready.Reader.ReadAsync(stop).ConfigureAwait(false);
        lock (_gate)
        {
            _waiting.Remove(item);
            _running.Add(item);
        }

        return item;
    }

    /// <summary>Gives a key back.</summary>
    public void Done(WorkItem item)
    {
        lock (_gate)
        {
            _running.Remove(item);
            if (_waiting.Contains(item))
            {
                _ready.Writer.TryWrite(item);
            }
        }

        activity.End();
    }
}
