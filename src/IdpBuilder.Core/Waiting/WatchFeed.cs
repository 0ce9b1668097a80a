using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using IdpBuilder.Manifests;

namespace IdpBuilder.Waiting;

/// <summary>Several watches as one stream of numbered events. The first watch that fails ends the stream with its error.</summary>
internal sealed class WatchFeed
{
    private readonly Channel<(int Watch, WatchEvent Change)> _events =
        Channel.CreateUnbounded<(int, WatchEvent)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _watches;

    /// <summary>Begins to watch.</summary>
    public WatchFeed(IWatches api, IReadOnlyList<ResourceSelector> selectors, CancellationToken stop) =>
        _watches = Task.WhenAll(selectors.Select((selector, watch) => ForwardAsync(api, selector, watch, stop)));

    /// <summary>Takes the next event if it has arrived.</summary>
    public bool TryRead(out int watch, [NotNullWhen(true)] out WatchEvent? change)
    {
        var read = _events.Reader.TryRead(out var item);
        (watch, change) = item;
        return read;
    }

    /// <summary>Waits for an event; false when the watches have ended by cancellation.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken stop) => _events.Reader.WaitToReadAsync(stop);

    /// <summary>Returns when every watch has ended; they must have been cancelled.</summary>
    public Task EndAsync() => _watches;

    private async Task ForwardAsync(IWatches api, ResourceSelector selector, int watch, CancellationToken stop)
    {
        // Not on the caller's stack: a watch that answers at once would keep the wait from ever looking at its deadline.
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await foreach (var change in api.WatchAsync(selector, stop).ConfigureAwait(false))
            {
                _events.Writer.TryWrite((watch, change));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        _events.Writer.TryComplete(failure);
    }
}
