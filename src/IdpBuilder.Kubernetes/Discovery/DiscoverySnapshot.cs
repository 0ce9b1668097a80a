using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Discovery;

/// <summary>The types a cluster served at one moment.</summary>
internal sealed class DiscoverySnapshot
{
    private readonly Dictionary<GroupVersionKind, ApiResource> _byType;

    /// <summary>Orders the types for look-ups.</summary>
    /// <param name="resources">The types; of each group the preferred version first.</param>
    /// <param name="number">Counts the times the cluster was asked.</param>
    public DiscoverySnapshot(IReadOnlyList<ApiResource> resources, int number)
    {
        Resources = resources;
        Number = number;
        _byType = new Dictionary<GroupVersionKind, ApiResource>(resources.Count * 2);
        foreach (var resource in resources)
        {
            _byType.TryAdd(resource.Type, resource);
            _byType.TryAdd(resource.Type with { Version = string.Empty }, resource);
        }
    }

    /// <summary>The types.</summary>
    public IReadOnlyList<ApiResource> Resources { get; }

    /// <summary>Counts the times the cluster was asked.</summary>
    public int Number { get; }

    /// <summary>The type of a name; an empty version finds the preferred one.</summary>
    public ApiResource? Find(GroupVersionKind type) => _byType.GetValueOrDefault(type);
}
