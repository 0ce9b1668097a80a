using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;

namespace IdpBuilder.Embedded.Registry;

/// <summary>
/// Checks that a body has the outline every object has, whatever its schema: everything behind relies on it.
/// The mistakes found here are those that a real server meets while decoding.
/// </summary>
internal static class ObjectShape
{
    private static readonly string[] Texts =
        ["name", "generateName", "namespace", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "selfLink"];

    private static readonly string[] Owner = ["apiVersion", "kind", "name", "uid"];

    /// <summary>Checks the outline and makes sure that there is a <c>metadata</c> object.</summary>
    public static JsonObject Check(ResourceType type, JsonObject json)
    {
        if (json["metadata"] is null)
        {
            json["metadata"] = new JsonObject();
        }

        if (json["metadata"] is not JsonObject metadata)
        {
            throw Undecodable(type, json["metadata"]!, "metadata", "v1.ObjectMeta");
        }

        foreach (var name in Texts)
        {
            Require(type, metadata, name, "metadata." + name, "string", IsText);
        }

        CheckMap(type, metadata, "labels");
        CheckMap(type, metadata, "annotations");
        CheckList(type, metadata, "finalizers", (item, path) => RequireValue(type, item, path, "string", IsText));
        CheckList(type, metadata, "ownerReferences", (item, path) => CheckOwner(type, item, path));
        CheckList(type, metadata, "managedFields", (item, path) => RequireValue(type, item, path, "v1.ManagedFieldsEntry", node => node is JsonObject));
        return metadata;
    }

    private static void CheckOwner(ResourceType type, JsonNode? item, string path)
    {
        RequireValue(type, item, path, "v1.OwnerReference", node => node is JsonObject);
        foreach (var name in Owner)
        {
            Require(type, (JsonObject)item!, name, $"{path}.{name}", "string", IsText);
        }

        Require(type, (JsonObject)item!, "controller", path + ".controller", "bool", IsFlag);
        Require(type, (JsonObject)item!, "blockOwnerDeletion", path + ".blockOwnerDeletion", "bool", IsFlag);
    }

    private static void CheckMap(ResourceType type, JsonObject metadata, string name)
    {
        Require(type, metadata, name, "metadata." + name, "map[string]string", node => node is JsonObject);
        foreach (var (key, value) in metadata[name] as JsonObject ?? [])
        {
            RequireValue(type, value, $"metadata.{name}.{key}", "string", IsText);
        }
    }

    private static void CheckList(ResourceType type, JsonObject metadata, string name, Action<JsonNode?, string> check)
    {
        Require(type, metadata, name, "metadata." + name, "[]", node => node is JsonArray);
        foreach (var item in metadata[name] as JsonArray ?? [])
        {
            check(item, "metadata." + name);
        }
    }

    // A null stands for an absent field.
    private static void Require(ResourceType type, JsonObject parent, string name, string path, string wanted, Func<JsonNode, bool> isRight)
    {
        if (!parent.TryGetPropertyValue(name, out var value))
        {
            return;
        }

        if (value is null)
        {
            parent.Remove(name);
        }
        else if (!isRight(value))
        {
            throw Undecodable(type, value, path, wanted);
        }
    }

    private static void RequireValue(ResourceType type, JsonNode? value, string path, string wanted, Func<JsonNode, bool> isRight)
    {
        if (value is null || !isRight(value))
        {
            throw Undecodable(type, value, path, wanted);
        }
    }

    private static bool IsText(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    private static bool IsFlag(JsonNode node) => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static StatusException Undecodable(ResourceType type, JsonNode? value, string path, string wanted)
    {
        var found = value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Number => "number",
            _ => "null",
        };
        return StatusFailures.Undecodable(type, $"json: cannot unmarshal {found} into Go struct field ObjectMeta.{path} of type {wanted}");
    }
}
