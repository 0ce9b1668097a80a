using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Waiting;

/// <summary>An API of which only watching works, and which shows what a test tells it to.</summary>
internal sealed class ScriptedWatches : IKubernetesApi
{
    private readonly Dictionary<ResourceSelector, Channel<WatchEvent>> _feeds = [];
    private int _open;

    /// <summary>The watches that have begun and not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Tell(ResourceSelector selector, params IEnumerable<WatchEvent> events)
    {
        foreach (var change in events)
        {
            Feed(selector).Writer.TryWrite(change);
        }
    }

    public void Break(ResourceSelector selector, Exception failure) => Feed(selector).Writer.TryComplete(failure);

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await foreach (var change in Feed(selector).Reader.ReadAllAsync(stop))
            {
                yield return change;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => throw new NotSupportedException();

    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Channel<WatchEvent> Feed(ResourceSelector selector)
    {
        lock (_feeds)
        {
            return _feeds.TryGetValue(selector, out var feed) ? feed : _feeds[selector] = Channel.CreateUnbounded<WatchEvent>();
        }
    }
}
