using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>Discovery of all groups in one document, as clients since Kubernetes 1.26 ask for it.</summary>
internal static class AggregatedDiscovery
{
    /// <summary>The media type of the documents.</summary>
    public const string MediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>The core group, for <c>/api</c>.</summary>
    public static JsonObject Core(CatalogSnapshot catalog) => Document([Group(catalog, string.Empty, ["v1"])]);

    /// <summary>The named groups, for <c>/apis</c>.</summary>
    public static JsonObject Groups(CatalogSnapshot catalog) =>
        Document(catalog.Groups.Select(group => Group(catalog, group.Name, group.Versions)));

    private static JsonObject Document(IEnumerable<JsonObject> groups) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray(groups.Select(group => (JsonNode)group).ToArray()),
    };

    private static JsonObject Group(CatalogSnapshot catalog, string name, IEnumerable<string> versions) => new()
    {
        ["metadata"] = name.Length == 0
            ? new JsonObject { ["creationTimestamp"] = null }
            : new JsonObject { ["name"] = name, ["creationTimestamp"] = null },
        ["versions"] = new JsonArray(versions.Select(version => (JsonNode)Version(catalog, name, version)).ToArray()),
    };

    private static JsonObject Version(CatalogSnapshot catalog, string group, string version) => new()
    {
        ["version"] = version,
        ["resources"] = new JsonArray(catalog.In(group, version)
            .OrderBy(type => type.Plural, StringComparer.Ordinal)
            .Select(type => (JsonNode)Resource(type))
            .ToArray()),
        ["freshness"] = "Current",
    };

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.Type.Group, type.Type.Version, type.Type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = DiscoveryDocuments.Texts(type.Verbs),
        };
        if (type.ShortNames.Count > 0)
        {
            resource["shortNames"] = DiscoveryDocuments.Texts(type.ShortNames);
        }

        if (type.Categories.Count > 0)
        {
            resource["categories"] = DiscoveryDocuments.Texts(type.Categories);
        }

        if (type.Subresources.Count > 0)
        {
            resource["subresources"] = new JsonArray(type.Subresources.Select(part => (JsonNode)Part(type, part)).ToArray());
        }

        return resource;
    }

    private static JsonObject Part(ResourceType type, Subresource part) => new()
    {
        ["subresource"] = part.Name,
        ["responseKind"] = Kind(part.Group ?? type.Type.Group, part.Version ?? type.Type.Version, part.Kind ?? type.Type.Kind),
        ["verbs"] = DiscoveryDocuments.Texts(part.Verbs),
    };

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}
