using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using IdpBuilder.Comparison;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Lifecycle;

/// <summary>
/// As much of an API as garbage collection and the end of namespaces need, which leaves both to others, as a real API server. A test can
/// hold back, for each kind, what watches show, and break them.
/// </summary>
internal sealed class UncollectedCluster : IKubernetesApi, IRevisionProbe
{
    private readonly object _gate = new();
    private readonly Dictionary<ResourceKey, Manifest> _objects = [];
    private readonly List<ApiResource> _types = [];
    private readonly List<(string Kind, Channel<WatchEvent> Events)> _watches = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _withheld = new();
    private readonly Dictionary<string, long> _latest = [];
    private long _revision = 1;
    private int _lists;

    public UncollectedCluster(params string[] kinds)
    {
        foreach (var kind in kinds.Append("CustomResourceDefinition"))
        {
            var group = kind == "CustomResourceDefinition" ? "apiextensions.k8s.io" : string.Empty;
            _types.Add(new ApiResource(new GroupVersionKind(group, "v1", kind), kind + "s", IsNamespaced(kind), ["list", "watch", "delete"], []));
        }

        Put("CustomResourceDefinition", "any");
    }

    /// <summary>What happened: calls such as <c>get Owner o</c>, and <c>removed Owner o</c>.</summary>
    public Milestones Marks { get; } = new();

    /// <summary>Says with what a call fails.</summary>
    public Func<string, Exception?> Refuse { get; set; } = _ => null;

    /// <summary>From now on watches of a kind show nothing, until <see cref="Deliver"/>.</summary>
    public void Withhold(string kind) => _withheld[kind] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Deliver(string kind)
    {
        if (_withheld.TryRemove(kind, out var open))
        {
            open.SetResult();
        }
    }

    /// <summary>Ends the watches of a kind with a failure; what they had not shown yet is lost.</summary>
    public void Break(string kind)
    {
        lock (_gate)
        {
            foreach (var watch in _watches.Where(watch => watch.Kind == kind))
            {
                while (watch.Events.Reader.TryRead(out _))
                {
                }

                watch.Events.Writer.Complete(new IOException("The connection was lost."));
            }

            _watches.RemoveAll(watch => watch.Kind == kind);
        }

        Deliver(kind);
    }

    /// <summary>Makes an object, or writes it anew.</summary>
    public Manifest Put(string kind, string name, Manifest? owner = null, bool blocks = false, params string[] finalizers)
    {
        lock (_gate)
        {
            var type = _types.Single(type => type.Type.Kind == kind).Type;
            var metadata = new JsonObject { ["name"] = name, ["finalizers"] = new JsonArray([.. finalizers]) };
            var manifest = new Manifest(new JsonObject
            {
                ["apiVersion"] = type.Group.Length == 0 ? type.Version : $"{type.Group}/{type.Version}",
                ["kind"] = kind,
                ["metadata"] = metadata,
                ["spec"] = kind == "Namespace" ? new JsonObject { ["finalizers"] = new JsonArray("kubernetes") } : null,
            });
            if (IsNamespaced(kind))
            {
                metadata["namespace"] = "default";
            }

            var before = _objects.GetValueOrDefault(manifest.Key);
            metadata["uid"] = before?.Uid ?? $"uid-{_revision}";
            if (owner is not null)
            {
                metadata["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = owner.ApiVersion,
                    ["kind"] = owner.Kind,
                    ["name"] = owner.Name,
                    ["uid"] = owner.Uid,
                    ["blockOwnerDeletion"] = blocks,
                });
            }

            return Store(manifest, before is null ? WatchEventType.Added : WatchEventType.Modified);
        }
    }

    public Manifest? Find(string kind, string name)
    {
        lock (_gate)
        {
            return _objects.Values.FirstOrDefault(manifest => manifest.Kind == kind && manifest.Name == name);
        }
    }

    /// <summary>Takes all finalizers off an object.</summary>
    public void Release(string kind, string name)
    {
        lock (_gate)
        {
            var next = Find(kind, name)!.Clone();
            FinalizerList.Write(next.Metadata!, []);
            StoreOrRemove(next);
        }
    }

    public long LatestRevision(string group, string plural)
    {
        lock (_gate)
        {
            return _latest.GetValueOrDefault(plural);
        }
    }

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) => Task.FromResult<IReadOnlyList<ApiResource>>(_types);

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => Answer(
        $"get {target.Type.Kind} {target.Namespace}/{target.Name}", () => _objects.GetValueOrDefault(KeyOf(target))?.Clone());

    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => Answer(
        $"list {selector.Type.Kind} {Interlocked.Increment(ref _lists)}",
        () => new ManifestList(
            [.. _objects.Values.Where(manifest => manifest.GroupVersionKind == selector.Type && manifest.Namespace == selector.Namespace)], string.Empty));

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop) => Answer(
        $"delete {target.Type.Kind} {target.Namespace}/{target.Name}",
        () =>
        {
            if (_objects.GetValueOrDefault(KeyOf(target)) is not { } found)
            {
                return false;
            }

            Require(options.Uid, found.Uid);
            Require(options.ResourceVersion, found.ResourceVersion);
            var finalizers = FinalizerList.Of(found.Metadata).ToList();
            finalizers.AddRange(
                options.Propagation == DeletionPropagation.Foreground ? [FinalizerList.Foreground]
                : options.Propagation == DeletionPropagation.Orphan ? [FinalizerList.Orphan]
                : []);
            var next = found.Clone();
            FinalizerList.Write(next.Metadata!, finalizers);
            next.Metadata!["deletionTimestamp"] = "2025-01-01T00:00:00Z";
            StoreOrRemove(next);
            return true;
        });

    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop) => Answer(
        $"patch {target.Type.Kind} {target.Namespace}/{target.Name}",
        () =>
        {
            var found = _objects.GetValueOrDefault(KeyOf(target)) ?? throw Failure(404);
            var metadata = patch.Body["metadata"]!;
            Require((string?)metadata["uid"] ?? string.Empty, found.Uid);
            Require((string?)metadata["resourceVersion"] ?? string.Empty, found.ResourceVersion);
            return StoreOrRemove(new Manifest(MergePatch.Apply(found.Json, (JsonObject)patch.Body)));
        });

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => Answer(
        $"replace {manifest}",
        () =>
        {
            Require(manifest.ResourceVersion, _objects.GetValueOrDefault(manifest.Key)?.ResourceVersion ?? string.Empty);
            return StoreOrRemove(manifest.Clone());
        });

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        var kind = selector.Type.Kind;
        Marks.Note($"watch {kind}");
        await OpenAsync(kind, stop);
        var events = Channel.CreateUnbounded<WatchEvent>();
        lock (_gate)
        {
            foreach (var manifest in _objects.Values.Where(manifest => manifest.Kind == kind))
            {
                events.Writer.TryWrite(new WatchEvent(WatchEventType.Added, manifest, manifest.ResourceVersion));
            }

            events.Writer.TryWrite(new WatchEvent(WatchEventType.Synced, null, _revision.ToString(CultureInfo.InvariantCulture)));
            _watches.Add((kind, events));
        }

        while (await events.Reader.WaitToReadAsync(stop))
        {
            await OpenAsync(kind, stop);
            if (events.Reader.TryRead(out var change))
            {
                yield return change;
            }
        }
    }

    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) =>
        Answer<Manifest>($"create {manifest}", () => throw Failure(404));

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static KubernetesApiException Failure(int code) => new("Failed", FailureKind.Failed, code, code == 409 ? "Conflict" : "Other", $"It failed with {code}.");

    private static bool IsNamespaced(string kind) => kind is not ("Namespace" or "CustomResourceDefinition");

    private static ResourceKey KeyOf(ResourceReference target) => new(target.Type.Group, target.Type.Kind, target.Namespace, target.Name);

    private static void Require(string expected, string actual)
    {
        if (expected.Length > 0 && expected != actual)
        {
            throw Failure(409);
        }
    }

    private Task OpenAsync(string kind, CancellationToken stop) => _withheld.TryGetValue(kind, out var open) ? open.Task.WaitAsync(stop) : Task.CompletedTask;

    private Task<T> Answer<T>(string call, Func<T> answer)
    {
        lock (_gate)
        {
            Marks.Note(call);
            try
            {
                return Refuse(call) is { } refusal ? Task.FromException<T>(refusal) : Task.FromResult(answer());
            }
            catch (KubernetesApiException failure)
            {
                return Task.FromException<T>(failure);
            }
        }
    }

    // As on a real API server, the answer to a write that lets an object go shows the version before.
    private Manifest StoreOrRemove(Manifest next)
    {
        var version = next.ResourceVersion;
        if (next.DeletionTimestamp.Length == 0 || FinalizersOf(next).Any())
        {
            return Store(next, WatchEventType.Modified);
        }

        var answer = Store(next, WatchEventType.Deleted).Clone();
        answer.Metadata!["resourceVersion"] = version;
        return answer;
    }

    private static IEnumerable<string> FinalizersOf(Manifest manifest) => FinalizerList.Of(manifest.Metadata).Concat(FinalizerList.Of(manifest.Spec));

    // What is stored is shared with watches and never changed again.
    private Manifest Store(Manifest manifest, WatchEventType change)
    {
        manifest.Metadata!["resourceVersion"] = (++_revision).ToString(CultureInfo.InvariantCulture);
        if (change == WatchEventType.Deleted)
        {
            _objects.Remove(manifest.Key);
            Marks.Note($"removed {manifest}");
        }
        else
        {
            _objects[manifest.Key] = manifest;
        }

        _latest[manifest.Kind + "s"] = _revision;
        foreach (var watch in _watches.Where(watch => watch.Kind == manifest.Kind))
        {
            watch.Events.Writer.TryWrite(new WatchEvent(change, manifest, manifest.ResourceVersion));
        }

        return manifest;
    }
}
