using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>
/// The API as one reconciliation has it: remembers what was written, so that the reconciliation can end when the cache shows it.
/// Without that, the next one would do the same again: create the same Pods twice, delete one more.
/// </summary>
internal sealed class ConsistentApi(IKubernetesApi inner, InformerSet informers, TimeProvider real) : IKubernetesApi
{
    // A watch that is slower than this has broken; the reconciliation that follows its recovery sets right what is wrong.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly List<(Informer Informer, Func<bool> Shows)> _writes = [];

    /// <summary>Waits until the cache shows everything that was written.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        try
        {
            foreach (var (informer, shows) in _writes)
            {
                await informer.UntilAsync(shows, stop).WaitAsync(LongestWait, real, stop).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // Said above.
        }

        _writes.Clear();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) => inner.DiscoverAsync(refresh, stop);

    /// <inheritdoc/>
    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => inner.GetAsync(target, stop);

    /// <inheritdoc/>
    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => inner.ListAsync(selector, stop);

    /// <inheritdoc/>
    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        NoteAsync(inner.CreateAsync(manifest, options, stop), manifest, options);

    /// <inheritdoc/>
    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        NoteAsync(inner.ReplaceAsync(manifest, options, stop), manifest, options);

    /// <inheritdoc/>
    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        NoteAsync(inner.ApplyAsync(manifest, options, stop), null, options);

    /// <inheritdoc/>
    public async Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop)
    {
        try
        {
            return await NoteAsync(inner.PatchAsync(target, patch, options, stop), null, options).ConfigureAwait(false);
        }
        catch (KubernetesApiException conflict) when (conflict.Code == 409 && VersionIn(patch) is { } version)
        {
            NoteConflict(target, version);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop)
    {
        var informer = informers.Existing(target.Type.Group, target.Type.Kind);
        var before = informer?.Objects.Find(target.Namespace, target.Name);
        bool deleted;
        try
        {
            deleted = await inner.DeleteAsync(target, options, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException conflict) when (conflict.Code == 409 && options.ResourceVersion.Length > 0)
        {
            NoteConflict(target, options.ResourceVersion);
            throw;
        }

        if (informer is not null && before is not null && !options.DryRun)
        {
            Note(informer, () => informer.Objects.Find(target.Namespace, target.Name) is not { DeletionTimestamp.Length: 0 } now || now.Uid != before.Uid);
        }

        return deleted;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, CancellationToken stop) => inner.WatchAsync(selector, stop);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => inner.ReadLogAsync(request, stop);

    /// <summary>Nothing to do: the API belongs to whoever made it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Manifest> NoteAsync(Task<Manifest> write, Manifest? sent, WriteOptions options)
    {
        Manifest written;
        try
        {
            written = await write.ConfigureAwait(false);
        }
        catch (KubernetesApiException conflict) when (conflict.Code == 409 && sent is not null)
        {
            if (sent.Kind == "Binding")
            {
                NoteBinding(sent);
            }
            else
            {
                NoteConflict(ResourceReference.To(sent), sent.ResourceVersion);
            }

            throw;
        }

        if (sent?.Kind == "Binding" && !options.DryRun)
        {
            NoteBinding(sent);
        }

        var type = written.GroupVersionKind;
        if (!options.DryRun && informers.Existing(type.Group, type.Kind) is { } informer
            && long.TryParse(written.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            Note(informer, () => informer.HasSeen(revision));
        }

        return written;
    }

    // Somebody was faster: trying again is of use only when the cache shows what they wrote.
    private void NoteConflict(ResourceReference target, string version)
    {
        if (informers.Existing(target.Type.Group, target.Type.Kind) is { } informer)
        {
            Note(informer, () => (informer.Objects.Find(target.Namespace, target.Name)?.ResourceVersion ?? string.Empty) != version);
        }
    }

    private static string? VersionIn(ManifestPatch patch) =>
        (patch.Body as JsonObject)?["metadata"]?["resourceVersion"] is JsonValue value && value.TryGetValue(out string? version) ? version : null;

    // What a Binding writes is its Pod, and the answer does not tell the version.
    private void NoteBinding(Manifest binding)
    {
        if (informers.Existing(string.Empty, "Pod") is { } pods)
        {
            Note(pods, () => pods.Objects.Find(binding.Namespace, binding.Name) is not { } pod || pod.Spec?["nodeName"] is not null);
        }
    }

    // An actor may write from several tasks of one reconciliation.
    private void Note(Informer informer, Func<bool> shows)
    {
        lock (_writes)
        {
            _writes.Add((informer, shows));
        }
    }
}
