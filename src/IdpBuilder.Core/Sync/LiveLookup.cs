using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Finds the live object of a task by group, kind and name; a cluster-scoped one whatever namespace the task carries.</summary>
internal sealed class LiveLookup
{
    private readonly Dictionary<ResourceKey, Manifest?> _live = [];

    public LiveLookup(IReadOnlyList<ReconciledResource> resources)
    {
        foreach (var resource in resources)
        {
            _live[resource.Key] = resource.Live;
        }
    }

    public Manifest? Find(SyncTask task) =>
        _live.GetValueOrDefault(task.Key) ?? _live.GetValueOrDefault(task.Key with { Namespace = string.Empty });
}
