using System.Collections.Concurrent;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Tests.Sync;

/// <summary>A cluster that remembers what was asked of it and fails where a test says so.</summary>
internal sealed class RecordingCluster : ISyncCluster
{
    private readonly ConcurrentQueue<SyncWrite> _writes = new();

    public List<GroupVersionKind> Unknown { get; } = [];

    public Dictionary<string, string> WriteFailures { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> DryRunFailures { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> DeleteFailures { get; } = new(StringComparer.Ordinal);

    public string DiscoveryFailure { get; set; } = string.Empty;

    public string GetFailure { get; set; } = string.Empty;

    public ConcurrentDictionary<string, Manifest> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether what was written can be read again.</summary>
    public bool RemembersWrites { get; init; }

    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    public List<string> Deleted { get; } = [];

    public List<string> Released { get; } = [];

    public List<string> Established { get; } = [];

    public int Discoveries { get; private set; }

    public IReadOnlyList<SyncWrite> Writes => _writes.Where(write => !write.DryRun).ToArray();

    public IReadOnlyList<SyncWrite> DryRuns => _writes.Where(write => write.DryRun).ToArray();

    public ValueTask<ApiResource?> FindTypeAsync(GroupVersionKind type, CancellationToken stop)
    {
        Discoveries++;
        if (DiscoveryFailure.Length > 0)
        {
            throw Failure(DiscoveryFailure);
        }

        return ValueTask.FromResult(Unknown.Contains(type)
            ? null
            : new ApiResource(type, type.Kind.ToLowerInvariant() + "s", type.Kind is not "Namespace", ["get"], []));
    }

    public Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop) =>
        GetFailure.Length > 0 ? throw Failure(GetFailure) : Task.FromResult(Objects.GetValueOrDefault(target.Name));

    public Task<string> WriteAsync(SyncWrite write, CancellationToken stop)
    {
        _writes.Enqueue(write);
        var failures = write.DryRun ? DryRunFailures : WriteFailures;
        if (failures.TryGetValue(write.Target.Name, out var message))
        {
            throw Failure(message);
        }

        if (RemembersWrites && !write.DryRun)
        {
            Objects[write.Target.Name] = write.Target;
        }

        return Task.FromResult(string.Empty);
    }

    public Task<bool> DeleteAsync(ResourceReference target, DeletionPropagation propagation, CancellationToken stop)
    {
        if (DeleteFailures.TryGetValue(target.Name, out var message))
        {
            throw Failure(message);
        }

        Deleted.Add(target.Name);
        return Task.FromResult(!Gone.Contains(target.Name));
    }

    public Task RemoveFinalizerAsync(Manifest live, string finalizer, CancellationToken stop)
    {
        Released.Add(live.Name);
        return Task.CompletedTask;
    }

    public Task WaitForEstablishedAsync(string definition, CancellationToken stop)
    {
        Established.Add(definition);
        return Task.CompletedTask;
    }

    private static IdpException Failure(string message) => new("TestFailed", FailureKind.Failed, message);
}
