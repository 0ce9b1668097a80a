using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>What planning a sync looks up in a cluster; nothing is written.</summary>
public interface ISyncView
{
    /// <summary>The served type, or null when the cluster does not know it.</summary>
    ValueTask<ApiResource?> FindTypeAsync(GroupVersionKind type, CancellationToken stop);

    /// <summary>One object as it is now, or null.</summary>
    Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop);
}
