using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>All types served at one moment.</summary>
internal sealed class CatalogSnapshot
{
    private readonly Dictionary<(string Group, string Version, string Plural), ResourceType> _byPath = [];
    private readonly Dictionary<GroupVersionKind, ResourceType> _byKind = [];
    private readonly Dictionary<ResourceId, ResourceType> _byId = [];

    public CatalogSnapshot(IReadOnlyList<ResourceType> types)
    {
        Types = types;
        foreach (var type in types)
        {
            _byPath[(type.Type.Group, type.Type.Version, type.Plural)] = type;
            _byKind[type.Type] = type;
            if (type.Type.Group == type.Id.Group)
            {
                _byId.TryAdd(type.Id, type);
            }
        }

        Groups = types.Where(type => type.Type.Group.Length > 0)
            .GroupBy(type => type.Type.Group, StringComparer.Ordinal)
            .Select(group => new ServedGroup(group.Key, [.. group.Select(type => type.Type.Version).Distinct().Order(ApiVersionOrder.NewestFirst)]))
            .ToArray();
    }

    public IReadOnlyList<ResourceType> Types { get; }

    /// <summary>The named groups, each with its versions, the preferred one first.</summary>
    public IReadOnlyList<ServedGroup> Groups { get; }

    public ResourceType? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    public ResourceType? Find(GroupVersionKind kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>The type through which a stored collection is reached when no version is asked for.</summary>
    public ResourceType? Find(ResourceId id) => _byId.GetValueOrDefault(id);

    public IEnumerable<ResourceType> In(string group, string version) =>
        Types.Where(type => type.Type.Group == group && type.Type.Version == version);
}
