using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Discovery;

/// <summary>Reads what API servers say about the types they serve.</summary>
internal static class DiscoveryDocuments
{
    /// <summary>Whether an answer holds everything at once.</summary>
    public static bool IsAggregated(JsonObject answer) => Text(answer, "kind") == "APIGroupDiscoveryList";

    /// <summary>Reads an <c>APIGroupDiscoveryList</c>.</summary>
    public static void ReadAggregated(JsonObject answer, List<ApiResource> resources)
    {
        foreach (var group in Objects(answer, "items"))
        {
            var name = Text(group["metadata"], "name");
            foreach (var version in Objects(group, "versions"))
            {
                foreach (var resource in Objects(version, "resources"))
                {
                    // A type whose server is down has no responseKind.
                    if (resource["responseKind"] is JsonObject kind)
                    {
                        resources.Add(new ApiResource(
                            Type(kind, name, Text(version, "version")),
                            Text(resource, "resource"),
                            Text(resource, "scope") == "Namespaced",
                            Texts(resource, "verbs"),
                            Texts(resource, "shortNames")));
                    }
                }
            }
        }
    }

    /// <summary>The group versions named by an <c>APIVersions</c> or <c>APIGroupList</c>, of each group the preferred one first.</summary>
    public static IEnumerable<string> GroupVersions(JsonObject answer)
    {
        if (answer["groups"] is null)
        {
            return Texts(answer, "versions");
        }

        return Objects(answer, "groups").SelectMany(group =>
            Objects(group, "versions").Select(version => Text(version, "groupVersion"))
                .Prepend(Text(group["preferredVersion"], "groupVersion"))
                .Where(version => version.Length > 0)
                .Distinct(StringComparer.Ordinal));
    }

    /// <summary>Reads an <c>APIResourceList</c>; subresources are left out.</summary>
    public static void ReadList(JsonObject list, List<ApiResource> resources)
    {
        var own = GroupVersionKind.Of(Text(list, "groupVersion"), string.Empty);
        foreach (var resource in Objects(list, "resources"))
        {
            var plural = Text(resource, "name");
            if (!plural.Contains('/', StringComparison.Ordinal))
            {
                resources.Add(new ApiResource(
                    own with { Kind = Text(resource, "kind") },
                    plural,
                    resource["namespaced"]?.GetValue<bool>() ?? false,
                    Texts(resource, "verbs"),
                    Texts(resource, "shortNames")));
            }
        }
    }

    // Real servers leave group and version empty for their built-in types; they mean the surrounding ones then.
    private static GroupVersionKind Type(JsonObject kind, string group, string version) => Text(kind, "version") is { Length: > 0 } own
        ? new GroupVersionKind(Text(kind, "group"), own, Text(kind, "kind"))
        : new GroupVersionKind(group, version, Text(kind, "kind"));

    private static IEnumerable<JsonObject> Objects(JsonNode? parent, string name) =>
        (parent?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string[] Texts(JsonNode? parent, string name) =>
        (parent?[name] as JsonArray)?.OfType<JsonValue>().Select(value => value.GetValue<string>()).ToArray() ?? [];

    private static string Text(JsonNode? parent, string name) =>
        parent is JsonObject map && map[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
