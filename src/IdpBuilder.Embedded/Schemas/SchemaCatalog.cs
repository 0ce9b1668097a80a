using System.Collections.Concurrent;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>The schemas of Kubernetes' built-in types, read from the tables when first asked for.</summary>
internal static class SchemaCatalog
{
    private static readonly Dictionary<(string Group, string Version), string> Tables = new()
    {
        [(string.Empty, "v1")] = "core",
        [("admissionregistration.k8s.io", "v1")] = "admissionregistration",
        [("apiextensions.k8s.io", "v1")] = "apiextensions",
        [("apiregistration.k8s.io", "v1")] = "apiregistration",
        [("apps", "v1")] = "apps",
        [("authentication.k8s.io", "v1")] = "authentication",
        [("authorization.k8s.io", "v1")] = "authorization",
        [("autoscaling", "v1")] = "autoscaling",
        [("autoscaling", "v2")] = "autoscaling-v2",
        [("batch", "v1")] = "batch",
        [("certificates.k8s.io", "v1")] = "certificates",
        [("coordination.k8s.io", "v1")] = "coordination",
        [("discovery.k8s.io", "v1")] = "discovery",
        [("events.k8s.io", "v1")] = "events",
        [("flowcontrol.apiserver.k8s.io", "v1")] = "flowcontrol",
        [("meta.k8s.io", "v1")] = "meta",
        [("networking.k8s.io", "v1")] = "networking",
        [("node.k8s.io", "v1")] = "node",
        [("policy", "v1")] = "policy",
        [("rbac.authorization.k8s.io", "v1")] = "rbac",
        [("scheduling.k8s.io", "v1")] = "scheduling",
        [("storage.k8s.io", "v1")] = "storage",
    };

    private static readonly ConcurrentDictionary<string, SchemaTable> Loaded = new(StringComparer.Ordinal);

    /// <summary>The schema of every object's <c>metadata</c>.</summary>
    public static TypeSchema ObjectMeta { get; } = Type("meta.ObjectMeta");

    /// <summary>The schema of a list's <c>metadata</c>.</summary>
    public static TypeSchema ListMeta { get; } = Type("meta.ListMeta");

    /// <summary>The groups and versions that have a table.</summary>
    public static IEnumerable<(string Group, string Version)> GroupVersions => Tables.Keys;

    /// <summary>The schema of a built-in kind; null for a kind that is not built in.</summary>
    public static TypeSchema? Find(GroupVersionKind type) =>
        Tables.TryGetValue((type.Group, type.Version), out var table) ? Table(table).FindKind(type.Kind) : null;

    /// <summary>The kinds of a group and version, in order of name.</summary>
    public static IReadOnlyList<string> KindsOf(string group, string version) =>
        Tables.TryGetValue((group, version), out var table) ? Table(table).Kinds : [];

    /// <summary>A type by the name that the tables use, such as <c>core.PodSpec</c>. The tables must have it.</summary>
    public static TypeSchema Type(string qualifiedName)
    {
        var dot = qualifiedName.IndexOf('.', StringComparison.Ordinal);
        return Table(qualifiedName[..dot]).Type(qualifiedName[(dot + 1)..]);
    }

    private static SchemaTable Table(string name) => Loaded.GetOrAdd(name, SchemaTable.Load);
}
