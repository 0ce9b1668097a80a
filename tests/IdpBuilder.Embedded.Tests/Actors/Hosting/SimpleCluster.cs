using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>The least of an API that the actors' host needs, of which a test can hold the watches back.</summary>
internal sealed class SimpleCluster : IKubernetesApi, IRevisionProbe
{
    private readonly object _gate = new();
    private readonly Dictionary<ResourceKey, Manifest> _objects = [];
    private readonly List<(GroupVersionKind Type, Channel<WatchEvent> Events)> _watches = [];
    private readonly Dictionary<string, long> _latest = [];
    private readonly List<ApiResource> _types = [];
    private TaskCompletionSource _open = Opened();
    private long _revision = 1;

    public SimpleCluster(params string[] kinds)
    {
        Serve("apiextensions.k8s.io", "CustomResourceDefinition");
        foreach (var kind in kinds)
        {
            Serve(string.Empty, kind);
        }
    }

    public Func<Manifest, Exception?> Refuse { get; set; } = _ => null;

    public int Watches
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count;
            }
        }
    }

    public static Manifest Object(string kind, string name, string owner = "", string group = "") => new(new JsonObject
    {
        ["apiVersion"] = group.Length == 0 ? "v1" : group + "/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["namespace"] = "default", ["name"] = name, ["labels"] = new JsonObject { ["owner"] = owner } },
    });

    public void Serve(string group, string kind)
    {
        lock (_gate)
        {
            _types.Add(new ApiResource(new GroupVersionKind(group, "v1", kind), kind + "s", true, [], []));
        }
    }

    /// <summary>From now on watches show nothing, until <see cref="Deliver"/>.</summary>
    public void Withhold() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Deliver() => _open.TrySetResult();

    public IReadOnlyList<Manifest> All(string kind)
    {
        lock (_gate)
        {
            return [.. _objects.Values.Where(manifest => manifest.Kind == kind)];
        }
    }

    public long LatestRevision(string group, string plural)
    {
        lock (_gate)
        {
            return _latest.GetValueOrDefault(plural);
        }
    }

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ApiResource>>([.. _types]);
        }
    }

    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => Write(manifest);

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => Write(manifest);

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop)
    {
        lock (_gate)
        {
            var key = new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name);
            if (!_objects.Remove(key, out var gone))
            {
                return Task.FromResult(false);
            }

            Publish(WatchEventType.Deleted, gone);
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        var events = Channel.CreateUnbounded<WatchEvent>();
        lock (_gate)
        {
            foreach (var manifest in _objects.Values.Where(manifest => manifest.GroupVersionKind == selector.Type))
            {
                events.Writer.TryWrite(new WatchEvent(WatchEventType.Added, manifest, manifest.ResourceVersion));
            }

            events.Writer.TryWrite(new WatchEvent(WatchEventType.Synced, null, _revision.ToString(CultureInfo.InvariantCulture)));
            _watches.Add((selector.Type, events));
        }

        await foreach (var change in events.Reader.ReadAllAsync(stop))
        {
            await _open.Task.WaitAsync(stop);
            yield return change;
        }
    }

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => throw new NotSupportedException();

    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) =>
        throw new KubernetesApiException("ObjectNotFound", FailureKind.NotFound, 404, "NotFound", "This cluster has no patches.");

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private Task<Manifest> Write(Manifest manifest)
    {
        if (Refuse(manifest) is { } refusal)
        {
            return Task.FromException<Manifest>(refusal);
        }

        lock (_gate)
        {
            var stored = manifest.Clone();
            var existed = _objects.ContainsKey(stored.Key);
            _objects[stored.Key] = stored;
            Publish(existed ? WatchEventType.Modified : WatchEventType.Added, stored);
            return Task.FromResult(stored);
        }
    }

    private void Publish(WatchEventType type, Manifest manifest)
    {
        var version = (++_revision).ToString(CultureInfo.InvariantCulture);
        var shown = manifest.Clone();
        shown.Metadata!["resourceVersion"] = version;
        manifest.Metadata!["resourceVersion"] = version;
        _latest[manifest.Kind + "s"] = _revision;
        foreach (var watch in _watches.Where(watch => watch.Type == manifest.GroupVersionKind))
        {
            watch.Events.Writer.TryWrite(new WatchEvent(type, shown, version));
        }
    }
}
