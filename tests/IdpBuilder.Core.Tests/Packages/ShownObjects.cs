using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using IdpBuilder.Manifests;

namespace IdpBuilder.Core.Tests.Packages;

/// <summary>An API that shows some objects, and the changes a test makes to them.</summary>
internal sealed class ShownObjects(params Manifest[] objects) : IKubernetesApi
{
    private readonly List<(ResourceSelector Selector, Channel<WatchEvent> Feed)> _watches = [];
    private readonly Dictionary<ResourceKey, Manifest> _objects = objects.ToDictionary(manifest => manifest.Key);

    /// <summary>Completes when a watch for a kind has shown what exists.</summary>
    public Channel<string> Watched { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Answers patches; without it nothing may be patched.</summary>
    public Func<ResourceReference, ManifestPatch, Manifest> OnPatch { get; init; } = (_, _) => throw new NotSupportedException();

    /// <summary>Is awaited before a list is answered.</summary>
    public Func<ResourceSelector, CancellationToken, Task> OnList { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The types that are served.</summary>
    public List<GroupVersionKind> Served { get; } = [new(string.Empty, "v1", "Secret"), new("apps", "v1", "Deployment")];

    /// <summary>The objects that are there now.</summary>
    public IReadOnlyCollection<Manifest> Objects => _objects.Values;

    /// <summary>Takes an object away.</summary>
    public bool Hide(ResourceReference target)
    {
        lock (_objects)
        {
            if (!_objects.Remove(new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name), out var manifest))
            {
                return false;
            }

            foreach (var (selector, feed) in _watches.Where(watch => IsSelected(watch.Selector, manifest)))
            {
                feed.Writer.TryWrite(new WatchEvent(WatchEventType.Deleted, manifest, "2"));
            }

            return true;
        }
    }

    /// <summary>Adds or replaces an object.</summary>
    public void Show(Manifest manifest)
    {
        lock (_objects)
        {
            _objects[manifest.Key] = manifest;
            foreach (var (selector, feed) in _watches.Where(watch => IsSelected(watch.Selector, manifest)))
            {
                feed.Writer.TryWrite(new WatchEvent(WatchEventType.Modified, manifest, "2"));
            }
        }
    }

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop)
    {
        lock (_objects)
        {
            return Task.FromResult(_objects.GetValueOrDefault(new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name)));
        }
    }

    public async Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop)
    {
        await OnList(selector, stop);
        lock (_objects)
        {
            return new ManifestList([.. _objects.Values.Where(manifest => IsSelected(selector, manifest))], "1");
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, [EnumeratorCancellation] CancellationToken stop)
    {
        var feed = Channel.CreateUnbounded<WatchEvent>();
        lock (_objects)
        {
            foreach (var manifest in _objects.Values.Where(manifest => IsSelected(selector, manifest)))
            {
                feed.Writer.TryWrite(new WatchEvent(WatchEventType.Added, manifest, "1"));
            }

            feed.Writer.TryWrite(new WatchEvent(WatchEventType.Synced, null, "1"));
            _watches.Add((selector, feed));
        }

        Watched.Writer.TryWrite(selector.Type.Kind);
        await foreach (var change in feed.Reader.ReadAllAsync(stop))
        {
            yield return change;
        }
    }

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<ApiResource>>([.. Served.Select(type => new ApiResource(type, type.Kind.ToLowerInvariant() + "s", true, [], []))]);

    // Questions about rights are answered: everything is allowed here.
    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => manifest.Kind == "SelfSubjectAccessReview"
        ? Task.FromResult(new Manifest(new JsonObject { ["status"] = new JsonObject { ["allowed"] = true } }))
        : throw new NotSupportedException();

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new NotSupportedException();

    public async Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop)
    {
        await Task.Yield();
        return OnPatch(target, patch);
    }

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop) => Task.FromResult(Hide(target));

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsSelected(ResourceSelector selector, Manifest manifest) =>
        manifest.GroupVersionKind.Group == selector.Type.Group
        && manifest.Kind == selector.Type.Kind
        && (selector.Namespace.Length == 0 || manifest.Namespace == selector.Namespace)
        && (selector.FieldSelector.Length == 0 || selector.FieldSelector == $"metadata.name={manifest.Name}");
}
