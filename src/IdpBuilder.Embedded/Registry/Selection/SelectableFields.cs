using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Selection;

/// <summary>The fields that each type lets selectors name.</summary>
internal static class SelectableFields
{
    private static readonly Dictionary<ResourceId, string[]> BuiltIn = new()
    {
        [new(string.Empty, "pods")] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        [new(string.Empty, "nodes")] = ["spec.unschedulable"],
        [new(string.Empty, "namespaces")] = ["status.phase"],
        [new(string.Empty, "secrets")] = ["type"],
        [new(string.Empty, "replicationcontrollers")] = ["status.replicas"],
        [new("apps", "replicasets")] = ["status.replicas"],
        [new("batch", "jobs")] = ["status.successful"],
        [new("certificates.k8s.io", "certificatesigningrequests")] = ["spec.signerName"],
        [new(string.Empty, "events")] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
    };

    // Selectors know these fields under other names, or fill in what an absent field means.
    private static readonly Dictionary<string, Func<JsonObject, string>> Special = new(StringComparer.Ordinal)
    {
        ["status.successful"] = json => TextOr(json, "0", "status", "succeeded"),
        ["status.replicas"] = json => TextOr(json, "0", "status", "replicas"),
        ["spec.unschedulable"] = json => TextOr(json, "false", "spec", "unschedulable"),
        ["spec.hostNetwork"] = json => TextOr(json, "false", "spec", "hostNetwork"),
        ["source"] = json => TextOr(json, TextOr(json, string.Empty, "reportingComponent"), "source", "component"),
    };

    /// <summary>What reads a field of an object as text; unknown fields are refused.</summary>
    public static Func<StoredObject, string> Reader(ResourceType type, string field)
    {
        switch (field)
        {
            case "metadata.name":
                return item => item.Address.Name;
            case "metadata.namespace":
                return item => item.Address.Namespace;
        }

        if (type.Custom is { } custom && custom.SelectableFields.Contains("." + field, StringComparer.Ordinal))
        {
            return Path(field);
        }

        if (!BuiltIn.TryGetValue(type.Id, out var known))
        {
            throw StatusFailures.BadRequest($"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
        }

        // events.k8s.io shows some of the fields under other names.
        var stored = type.Type.Group == "events.k8s.io" && field.StartsWith("regarding.", StringComparison.Ordinal)
            ? "involvedObject." + field["regarding.".Length..]
            : field;
        return known.Contains(stored, StringComparer.Ordinal)
            ? Path(stored)
            : throw StatusFailures.BadRequest($"field label not supported: {field}");
    }

    private static Func<StoredObject, string> Path(string field)
    {
        if (Special.TryGetValue(field, out var special))
        {
            return item => special(item.Json);
        }

        var segments = field.Split('.');
        return item => TextOr(item.Json, string.Empty, segments);
    }

    private static string TextOr(JsonObject json, string otherwise, params string[] path)
    {
        JsonNode? node = json;
        foreach (var segment in path)
        {
            node = (node as JsonObject)?[segment];
        }

        return node is JsonValue ? node.ToString() : otherwise;
    }
}
