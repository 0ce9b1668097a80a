using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Direct;

/// <summary>The objects of a package as they are now: every kind and namespace of it is watched while it is applied.</summary>
internal sealed class LiveInventory(IKubernetesApi api) : IAsyncDisposable
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<ResourceKey, Manifest> _objects = new();
    private readonly ConcurrentDictionary<string, bool> _gone = new();
    private readonly ConcurrentDictionary<ResourceSelector, Task> _watches = new();
    private readonly CancellationTokenSource _ended = new();
    private TaskCompletionSource _next = NewSignal();

    /// <summary>An object, or null.</summary>
    public Manifest? Find(ResourceKey key) =>
        _objects.GetValueOrDefault(key) ?? (key.Namespace.Length > 0 ? _objects.GetValueOrDefault(key with { Namespace = string.Empty }) : null);

    /// <summary>Watches what is not watched yet; returns when all that exists of it is known.</summary>
    public async Task WatchAsync(IEnumerable<ResourceSelector> selectors, CancellationToken stop)
    {
        var synced = new List<Task>();
        foreach (var selector in selectors)
        {
            if (!_watches.ContainsKey(selector))
            {
                var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _watches[selector] = FollowAsync(selector, known);
                synced.Add(known.Task);
            }
        }

        await Task.WhenAll(synced).WaitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Takes in what a write answered, before the watch brings it; what the watch has told to be gone by now stays so.</summary>
    public void Take(Manifest manifest)
    {
        _objects.AddOrUpdate(manifest.Key, manifest, (_, known) => IsOlder(manifest, known) ? known : manifest);
        if (_gone.ContainsKey(manifest.Uid))
        {
            Forget(manifest);
        }
    }

    /// <summary>Returns when something has changed since the last call.</summary>
    /// <exception cref="KubernetesApiException">A watch ended for good.</exception>
    public async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await _changes.Reader.ReadAsync(stop).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Returns when an object is as it is wanted.</summary>
    public async Task UntilAsync(ResourceKey key, Func<Manifest, bool> isWanted, CancellationToken stop)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next);
            if (Find(key) is { } manifest && isWanted(manifest))
            {
                return;
            }

            await next.Task.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_watches.Values).ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task FollowAsync(ResourceSelector selector, TaskCompletionSource known)
    {
        await Task.Yield();
        try
        {
            await foreach (var change in api.WatchAsync(selector, _ended.Token).ConfigureAwait(false))
            {
                Take(change, known);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            known.TrySetCanceled();
        }
        catch (KubernetesApiException gone) when (gone.Code == 404)
        {
            await LoseTypeAsync(selector, known).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            known.TrySetException(failure);
            _changes.Writer.TryComplete(failure);
        }
    }

    // With its CustomResourceDefinition a type goes, and its objects with it; when it is served again, it is watched again.
    private async Task LoseTypeAsync(ResourceSelector selector, TaskCompletionSource known)
    {
        try
        {
            await api.DiscoverAsync(refresh: true, _ended.Token).ConfigureAwait(false);
            foreach (var manifest in _objects.Values.Where(manifest => manifest.GroupVersionKind == selector.Type && (selector.Namespace.Length == 0 || manifest.Namespace == selector.Namespace)))
            {
                Forget(manifest);
            }

            _watches.TryRemove(selector, out _);
            known.TrySetResult();
            Tell();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            known.TrySetCanceled();
        }
        catch (KubernetesApiException failure)
        {
            known.TrySetException(failure);
            _changes.Writer.TryComplete(failure);
        }
    }

    private void Take(WatchEvent change, TaskCompletionSource known)
    {
        switch (change)
        {
            case { Type: WatchEventType.Synced }:
                known.TrySetResult();
                break;
            case { Type: WatchEventType.Deleted, Object: { } gone }:
                _gone[gone.Uid] = true;
                Forget(gone);
                break;
            case { Type: WatchEventType.Added or WatchEventType.Modified, Object: { } manifest }:
                Take(manifest);
                break;
        }

        Tell();
    }

    private void Tell()
    {
        _changes.Writer.TryWrite(true);
        Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Another object may bear its name by now.
    private void Forget(Manifest gone)
    {
        if (_objects.TryGetValue(gone.Key, out var known) && known.Uid == gone.Uid)
        {
            _objects.TryRemove(KeyValuePair.Create(gone.Key, known));
        }
    }

    // Versions of one object grow. An API that numbers otherwise is believed to send the newest last.
    private static bool IsOlder(Manifest one, Manifest other) =>
        ulong.TryParse(one.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && ulong.TryParse(other.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && first < second;
}
