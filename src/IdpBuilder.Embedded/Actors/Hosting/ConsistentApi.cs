using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
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

    /// <summary>Whether something was to be changed that is there in the cache only.</summary>
    public bool WasOvertaken { get; private set; }

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
    public async Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop)
    {
        if (manifest.Kind == "Binding")
        {
            return await BindAsync(manifest, options, stop).ConfigureAwait(false);
        }

        try
        {
            return NoteWritten(await inner.CreateAsync(manifest, options, stop).ConfigureAwait(false), options);
        }
        catch (KubernetesApiException exists) when (exists.Code == 409)
        {
            NoteChange(ResourceReference.To(manifest), manifest.ResourceVersion);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        NoteAsync(Cached(ResourceReference.To(manifest)), inner.ReplaceAsync(manifest, options, stop), ResourceReference.To(manifest), manifest.ResourceVersion, options);

    /// <inheritdoc/>
    public async Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        NoteWritten(await inner.ApplyAsync(manifest, options, stop).ConfigureAwait(false), options);

    /// <inheritdoc/>
    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) =>
        NoteAsync(Cached(target), inner.PatchAsync(target, patch, options, stop), target, VersionIn(patch), options);

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
            NoteChange(target, options.ResourceVersion);
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

    private Manifest? Cached(ResourceReference target) =>
        informers.Existing(target.Type.Group, target.Type.Kind)?.Objects.Find(target.Namespace, target.Name);

    private async Task<Manifest> NoteAsync(Manifest? before, Task<Manifest> write, ResourceReference target, string version, WriteOptions options)
    {
        try
        {
            return NoteWritten(await write.ConfigureAwait(false), options);
        }
        catch (KubernetesApiException conflict) when (conflict.Code == 409 && version.Length > 0)
        {
            NoteChange(target, version);
            throw;
        }
        catch (KubernetesApiException gone) when (gone.Code == 404 && before is not null)
        {
            WasOvertaken = true;
            NoteChange(target, before.ResourceVersion);
            throw;
        }
    }

    private Manifest NoteWritten(Manifest written, WriteOptions options)
    {
        var type = written.GroupVersionKind;
        if (options.DryRun || informers.Existing(type.Group, type.Kind) is not { } informer)
        {
            return written;
        }

        if (written.DeletionTimestamp.Length > 0 && !DeletionHold.Holds(written.Json))
        {
            // That was the last that kept it. The answer shows the version before the end.
            Note(informer, () => informer.Objects.Find(written.Namespace, written.Name)?.Uid != written.Uid);
        }
        else if (long.TryParse(written.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            Note(informer, () => informer.HasSeen(revision));
        }

        return written;
    }

    // Somebody was faster: trying again is of use only when the cache shows what they did.
    private void NoteChange(ResourceReference target, string version)
    {
        if (informers.Existing(target.Type.Group, target.Type.Kind) is { } informer)
        {
            Note(informer, () => (informer.Objects.Find(target.Namespace, target.Name)?.ResourceVersion ?? string.Empty) != version);
        }
    }

    private static string VersionIn(ManifestPatch patch) => NodePath.Text(patch.Body as JsonObject, "metadata", "resourceVersion");

    // What a Binding writes is its Pod, and the answer does not tell the version.
    private async Task<Manifest> BindAsync(Manifest binding, WriteOptions options, CancellationToken stop)
    {
        var pod = new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), binding.Namespace, binding.Name);
        var before = Cached(pod);
        try
        {
            return await inner.CreateAsync(binding, options, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException overtaken) when (overtaken.Code is 404 or 409)
        {
            WasOvertaken = true;
            throw;
        }
        finally
        {
            if (before is not null && !options.DryRun && informers.Existing(string.Empty, "Pod") is { } pods)
            {
                Note(pods, () => pods.Objects.Find(pod.Namespace, pod.Name) is not { } now || now.Uid != before.Uid || now.Spec?["nodeName"] is not null);
            }
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
