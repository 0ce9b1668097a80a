using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>The documents by which clients learn what is served, group by group.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public static JsonObject Groups(CatalogSnapshot catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray(catalog.Groups.Select(group => (JsonNode)GroupBody(group)).ToArray()),
    };

    public static JsonObject? Group(CatalogSnapshot catalog, string name)
    {
        if (catalog.Groups.FirstOrDefault(group => group.Name == name) is not { } found)
        {
            return null;
        }

        var document = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (key, value) in GroupBody(found))
        {
            document[key] = value?.DeepClone();
        }

        return document;
    }

    public static JsonObject? Resources(CatalogSnapshot catalog, string group, string version)
    {
        var types = catalog.In(group, version).ToArray();
        if (types.Length == 0)
        {
            return null;
        }

        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = types[0].Type.ApiVersion,
            ["resources"] = new JsonArray(types
                .OrderBy(type => type.Plural, StringComparer.Ordinal)
                .SelectMany(type => new[] { Resource(type) }.Concat(type.Subresources.Select(part => Part(type, part))))
                .Select(resource => (JsonNode)resource)
                .ToArray()),
        };
    }

    private static JsonObject GroupBody(ServedGroup group)
    {
        var versions = group.Versions.Select(version => Version(group.Name, version)).ToArray();
        return new JsonObject
        {
            ["name"] = group.Name,
            ["versions"] = new JsonArray(versions.Select(version => (JsonNode)version).ToArray()),
            ["preferredVersion"] = versions[0].DeepClone(),
        };
    }

    private static JsonObject Version(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Type.Kind,
            ["verbs"] = Texts(type.Verbs),
        };
        if (type.ShortNames.Count > 0)
        {
            resource["shortNames"] = Texts(type.ShortNames);
        }

        if (type.Categories.Count > 0)
        {
            resource["categories"] = Texts(type.Categories);
        }

        return resource;
    }

    private static JsonObject Part(ResourceType type, Subresource part)
    {
        var resource = new JsonObject
        {
            ["name"] = $"{type.Plural}/{part.Name}",
            ["singularName"] = string.Empty,
            ["namespaced"] = type.Namespaced,
        };
        if (part.Group is not null)
        {
            resource["group"] = part.Group;
            resource["version"] = part.Version;
        }

        resource["kind"] = part.Kind ?? type.Type.Kind;
        resource["verbs"] = Texts(part.Verbs);
        return resource;
    }

    internal static JsonArray Texts(IEnumerable<string> texts) => new(texts.Select(text => (JsonNode)text).ToArray());
}
