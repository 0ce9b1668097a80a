using System.Text.Json.Nodes;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Tells keys that a mapping states twice from keys that a merge brought and the mapping may override.</summary>
internal struct MappingKeys
{
    private HashSet<string>? _merged;

    /// <summary>Notes a stated key; false when it was stated before.</summary>
    public readonly bool Add(string key, JsonObject mapping) =>
        !mapping.ContainsKey(key) || _merged?.Remove(key) == true;

    /// <summary>Notes a key that a merge brought.</summary>
    public void AddMerged(string key) => (_merged ??= new HashSet<string>(StringComparer.Ordinal)).Add(key);
}
