using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Takes the objects out of list answers.</summary>
internal static class ListedObjects
{
    /// <summary>Adds the objects of one page; each gets the <c>apiVersion</c> and <c>kind</c> that servers leave out there.</summary>
    public static void Take(JsonObject page, GroupVersionKind type, List<Manifest> objects)
    {
        if (page["items"] is not JsonArray items)
        {
            return;
        }

        var taken = items.ToArray();
        items.Clear();
        foreach (var item in taken.OfType<JsonObject>())
        {
            objects.Add(new Manifest(item.ContainsKey("kind") ? item : Typed(item, type)));
        }
    }

    /// <summary>A field of the list's metadata; empty when missing.</summary>
    public static string Metadata(JsonObject page, string name) =>
        page["metadata"] is JsonObject metadata && metadata[name] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : string.Empty;

    private static JsonObject Typed(JsonObject item, GroupVersionKind type)
    {
        var typed = new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind };
        var fields = item.ToArray();
        item.Clear();
        foreach (var (name, value) in fields)
        {
            typed.TryAdd(name, value);
        }

        return typed;
    }
}
