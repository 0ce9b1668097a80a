using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Discovery;

/// <summary>Knows the types that a cluster serves, and asks again when one is missing.</summary>
internal sealed class DiscoveryCache(ApiClient client) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1);
    private volatile DiscoverySnapshot? _snapshot;
    private int _asked;

    /// <summary>The type of a name, or null when it is not served, not even by now.</summary>
    public async ValueTask<ApiResource?> FindAsync(GroupVersionKind type, CancellationToken stop)
    {
        if (_snapshot?.Find(type) is { } known)
        {
            return known;
        }

        return (await ReadAsync(Volatile.Read(ref _asked), stop).ConfigureAwait(false)).Find(type);
    }

    /// <summary>The types served.</summary>
    /// <param name="refresh">Whether the cluster is asked though an answer is known.</param>
    /// <param name="stop">Cancels the question.</param>
    public async Task<IReadOnlyList<ApiResource>> AllAsync(bool refresh, CancellationToken stop)
    {
        var snapshot = refresh ? null : _snapshot;
        snapshot ??= await ReadAsync(Volatile.Read(ref _asked), stop).ConfigureAwait(false);
        return snapshot.Resources;
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    // Many may miss a type at once: an answer that was asked for after the miss serves them all.
    private async Task<DiscoverySnapshot> ReadAsync(int newerThan, CancellationToken stop)
    {
        await _asking.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (_snapshot is { } newer && newer.Number > newerThan)
            {
                return newer;
            }

            var number = Interlocked.Increment(ref _asked);
            var resources = await ServerDiscovery.ReadAsync(client, stop).ConfigureAwait(false);
            return _snapshot = new DiscoverySnapshot(resources, number);
        }
        finally
        {
            _asking.Release();
        }
    }
}
