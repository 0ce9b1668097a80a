using System.Collections.Frozen;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Comparison;

/// <summary>Knows by which field the elements of Kubernetes' own lists are told apart; other lists are one value.</summary>
internal static class ListKeys
{
    private static readonly FrozenDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["volumes"] = ["name"],
        ["env"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["secrets"] = ["name"],
        ["resourceClaims"] = ["name"],
        ["webhooks"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["ports"] = ["containerPort", "port"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey"],
        ["ownerReferences"] = ["uid"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a type is Kubernetes' own, so that its lists have keys.</summary>
    public static bool IsBuiltIn(GroupVersionKind type) =>
        !type.Group.Contains('.', StringComparison.Ordinal) || type.Group.EndsWith(".k8s.io", StringComparison.Ordinal);

    /// <summary>The key of a list that stands in a field; null when one of its elements lacks it, or two share it.</summary>
    public static string? Of(string field, JsonArray first, JsonArray second) =>
        Keys.TryGetValue(field, out var candidates)
            ? Array.Find(candidates, key => HasAll(first, key) && HasAll(second, key))
            : null;

    /// <summary>The value by which an element is told apart.</summary>
    public static string ValueOf(JsonNode? element, string key) => (element as JsonObject)?[key]?.ToJsonString() ?? string.Empty;

    private static bool HasAll(JsonArray list, string key)
    {
        var seen = new HashSet<string>(list.Count, StringComparer.Ordinal);
        foreach (var element in list)
        {
            if (element is not JsonObject item || item[key] is not JsonValue value || !seen.Add(value.ToJsonString()))
            {
                return false;
            }
        }

        return true;
    }
}
