using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Tables;

namespace IdpBuilder.Embedded.Http;

/// <summary>Objects in the form a client asked for.</summary>
internal sealed class ObjectShapes(TableBuilder tables)
{
    /// <summary>One object in a form.</summary>
    public JsonObject Of(ResourceType type, JsonObject json, ResponseShape shape, bool withColumns = true) => shape switch
    {
        ResponseShape.Table => tables.Build(type, [json], NodePath.Text(json, "metadata", "resourceVersion"), withColumns),
        ResponseShape.Metadata => Metadata(json, "PartialObjectMetadata"),
        _ => json,
    };

    /// <summary>A page of a list in a form other than the whole objects.</summary>
    public JsonObject OfPage(ResourceType type, ListPage page, ResponseShape shape)
    {
        var revision = page.Revision.ToString(CultureInfo.InvariantCulture);
        var objects = page.Items.Select(item => type.View.Present(item.Json));
        var list = shape == ResponseShape.Table
            ? tables.Build(type, objects, revision, withColumns: true)
            : new JsonObject
            {
                ["kind"] = "PartialObjectMetadataList",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = new JsonObject { ["resourceVersion"] = revision },
                ["items"] = new JsonArray(objects.Select(json => (JsonNode)Metadata(json, "PartialObjectMetadata")).ToArray()),
            };
        var metadata = (JsonObject)list["metadata"]!;
        if (page.Continue.Length > 0)
        {
            metadata["continue"] = page.Continue;
        }

        if (page.Remaining is { } remaining)
        {
            metadata["remainingItemCount"] = remaining;
        }

        return list;
    }

    /// <summary>An object reduced to its metadata.</summary>
    private static JsonObject Metadata(JsonObject json, string kind) => new()
    {
        ["kind"] = kind,
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = json["metadata"]?.DeepClone(),
    };
}
