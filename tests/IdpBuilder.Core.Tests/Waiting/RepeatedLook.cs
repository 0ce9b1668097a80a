using System.Runtime.CompilerServices;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>Watches of which each look shows something else: the n-th that is opened for a selection shows the n-th list of events, and then nothing more.</summary>
internal sealed class RepeatedLook : IWatches
{
    private readonly Dictionary<ResourceSelector, Queue<WatchEvent[]>> _looks = [];

    /// <summary>Adds what the next look shows.</summary>
    public RepeatedLook Then(ResourceSelector selector, params WatchEvent[] events)
    {
        if (!_looks.TryGetValue(selector, out var looks))
        {
            _looks[selector] = looks = new Queue<WatchEvent[]>();
        }

        looks.Enqueue(events);
        return this;
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        WatchEvent[] events;
        lock (_looks)
        {
            events = _looks[selector].Dequeue();
        }

        foreach (var change in events)
        {
            yield return change;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
    }
}
