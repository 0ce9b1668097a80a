using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

/// <summary>Objects in memory, as an actor sees and writes them, and the list of what it wrote.</summary>
internal sealed class MemoryCluster : IKubernetesApi, IResourceCache
{
    private readonly SortedDictionary<string, Manifest> _objects = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>What was written: <c>verb name</c>.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Names that the API refuses to write.</summary>
    public HashSet<string> Refused { get; } = [];

    public void Put(Manifest manifest)
    {
        var stored = manifest.Clone();
        stored.Metadata!["uid"] ??= "uid-" + stored.Name;
        stored.Metadata!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        _objects[stored.Key.ToString()] = stored;
    }

    public bool IsWatched(string group, string kind) => true;

    public Manifest? Find(ResourceKey key) => _objects.GetValueOrDefault(key.ToString());

    public IReadOnlyList<Manifest> List(string group, string kind, string inNamespace = "") =>
        [.. _objects.Values.Where(item => item.Key.Group == group && item.Kind == kind && (inNamespace.Length == 0 || item.Namespace == inNamespace))];

    public IReadOnlyList<Manifest> ListOwned(string group, string kind, string ownerUid) =>
        [.. List(group, kind).Where(item => OwnerReferences.IsOwnedBy(item, ownerUid))];

    public IReadOnlyList<Manifest> ListOwned(string ownerUid) => [.. _objects.Values.Where(item => OwnerReferences.IsOwnedBy(item, ownerUid))];

    public Task<Manifest> CreateAsync(Manifest manifest, WriteOptions options, CancellationToken stop)
    {
        Write("create", manifest.Name);
        Put(manifest);
        return Task.FromResult(Find(manifest.Key)!);
    }

    public Task<Manifest> PatchAsync(ResourceReference target, ManifestPatch patch, WriteOptions options, CancellationToken stop)
    {
        Assert.Equal(PatchType.Merge, patch.Type);
        Assert.Equal(target.Subresource, options.Subresource);
        Write(target.Subresource.Length == 0 ? "patch" : "status", target.Name);
        var patched = Find(new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name))!.Clone();
        Merge(patched.Json, (JsonObject)patch.Body);
        Put(patched);
        return Task.FromResult(patched);
    }

    public Task<bool> DeleteAsync(ResourceReference target, DeletionOptions options, CancellationToken stop)
    {
        Write("delete", target.Name);
        var found = Find(new ResourceKey(target.Type.Group, target.Type.Kind, target.Namespace, target.Name))!;
        Assert.Equal(options.Uid, found.Uid);
        if (found.Metadata?["finalizers"] is JsonArray { Count: > 0 })
        {
            found.Metadata["deletionTimestamp"] = "2025-01-01T00:00:00Z";
            return Task.FromResult(true);
        }

        return Task.FromResult(_objects.Remove(found.Key.ToString()));
    }

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) => throw new InvalidOperationException();

    public Task<IReadOnlyList<ApiResource>> DiscoverAsync(bool refresh, CancellationToken stop) => throw new InvalidOperationException();

    public Task<ManifestList> ListAsync(ResourceSelector selector, CancellationToken stop) => throw new InvalidOperationException();

    public Task<Manifest> ReplaceAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new InvalidOperationException();

    public Task<Manifest> ApplyAsync(Manifest manifest, WriteOptions options, CancellationToken stop) => throw new InvalidOperationException();

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceSelector selector, CancellationToken stop) => throw new InvalidOperationException();

    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken stop) => throw new InvalidOperationException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string verb, string name)
    {
        Writes.Add($"{verb} {name}");
        if (Refused.Contains(name))
        {
            throw new KubernetesApiException("ObjectInvalid", FailureKind.InvalidArgument, 422, "Invalid", $"{name} is invalid");
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is null)
            {
                target.Remove(key);
            }
            else if (value is JsonObject nested)
            {
                if (target[key] is not JsonObject)
                {
                    target[key] = new JsonObject();
                }

                Merge((JsonObject)target[key]!, nested);
            }
            else
            {
                target[key] = value.DeepClone();
            }
        }
    }
}
