using System.Threading.Channels;
using IdpBuilder.Manifests;

namespace IdpBuilder.Waiting;

/// <summary>One watch that several readers follow; each sees at first what exists, as a watch of its own would show it.</summary>
internal sealed class SharedWatch
{
    private readonly object _gate = new();
    private readonly Dictionary<ResourceKey, Manifest> _known = [];
    private readonly List<(string? Name, Channel<WatchEvent> Events)> _readers = [];
    private readonly IReadOnlySet<string>? _names;
    private WatchEvent? _synced;
    private WatchEvent? _interrupted;
    private Exception? _failure;
    private bool _hasEnded;

    /// <summary>Begins to watch.</summary>
    /// <param name="source">Where the watch comes from.</param>
    /// <param name="selector">What is watched.</param>
    /// <param name="names">The objects that readers will ask for; null for all.</param>
    /// <param name="stop">Ends it.</param>
    public SharedWatch(IWatches source, ResourceSelector selector, IReadOnlySet<string>? names, CancellationToken stop)
    {
        _names = names;
        Ended = RunAsync(source, selector, stop);
    }

    /// <summary>Completes when the watch has ended, however it did.</summary>
    public Task Ended { get; }

    /// <summary>Begins to read the objects of a name; of all when it is null.</summary>
    public ChannelReader<WatchEvent> Subscribe(string? name)
    {
        var events = Channel.CreateUnbounded<WatchEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_gate)
        {
            foreach (var manifest in _known.Values.Where(manifest => name is null || manifest.Name == name))
            {
                events.Writer.TryWrite(new WatchEvent(WatchEventType.Added, manifest, manifest.ResourceVersion));
            }

            foreach (var told in new[] { _synced, _interrupted }.OfType<WatchEvent>())
            {
                events.Writer.TryWrite(told);
            }

            if (_hasEnded)
            {
                events.Writer.TryComplete(_failure);
            }

            _readers.Add((name, events));
        }

        return events.Reader;
    }

    /// <summary>Ends a reader.</summary>
    public void Unsubscribe(ChannelReader<WatchEvent> events)
    {
        lock (_gate)
        {
            _readers.RemoveAll(reader => reader.Events.Reader == events);
        }
    }

    private async Task RunAsync(IWatches source, ResourceSelector selector, CancellationToken stop)
    {
        // Not on the stack of the first reader, which subscribes only then.
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await foreach (var change in source.WatchAsync(selector, stop).ConfigureAwait(false))
            {
                Take(change);
            }
        }
        catch (Exception caught)
        {
            // It is every reader's.
            failure = caught;
        }

        lock (_gate)
        {
            (_failure, _hasEnded) = (failure, true);
            _readers.ForEach(reader => reader.Events.Writer.TryComplete(failure));
        }
    }

    private void Take(WatchEvent change)
    {
        lock (_gate)
        {
            if (change.Object is { } manifest)
            {
                if (_names?.Contains(manifest.Name) == false)
                {
                    return;
                }

                Remember(change.Type, manifest);
            }

            _synced = change.Type == WatchEventType.Synced ? change : _synced;
            _interrupted = change.Type switch
            {
                WatchEventType.Interrupted => change,
                WatchEventType.Resumed => null,
                _ => _interrupted,
            };
            foreach (var (_, events) in _readers.Where(reader => change.Object is null || reader.Name is null || reader.Name == change.Object.Name))
            {
                events.Writer.TryWrite(change);
            }
        }
    }

    private void Remember(WatchEventType type, Manifest manifest)
    {
        if (type == WatchEventType.Deleted)
        {
            _known.Remove(manifest.Key);
        }
        else
        {
            _known[manifest.Key] = manifest;
        }
    }
}
