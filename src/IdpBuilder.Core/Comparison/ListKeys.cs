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

    private static readonly FrozenSet<string> Groups = new[]
    {
        "", "apps", "autoscaling", "batch", "extensions", "policy",
        "admissionregistration.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "certificates.k8s.io", "coordination.k8s.io",
        "discovery.k8s.io", "events.k8s.io", "flowcontrol.apiserver.k8s.io", "internal.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io",
        "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io", "storage.k8s.io", "storagemigration.k8s.io",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a type is Kubernetes' own, so that its lists have keys; the groups are those of client-go's scheme.</summary>
    public static bool IsBuiltIn(GroupVersionKind type) => Groups.Contains(type.Group);

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
