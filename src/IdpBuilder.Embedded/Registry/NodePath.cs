using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Reads deep into JSON whose shape nobody vouches for: what is not as wanted reads as absent.</summary>
internal static class NodePath
{
    public static JsonNode? At(JsonObject? json, params string[] path)
    {
        JsonNode? node = json;
        foreach (var segment in path)
        {
            node = node is JsonObject parent ? parent[segment] : null;
        }

        return node;
    }

    public static string Text(JsonObject? json, params string[] path) =>
        At(json, path) is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;

    /// <summary>A whole number, in whatever form JSON or code brought it in.</summary>
    public static long? Whole(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue(out long wide) ? wide
            : value.TryGetValue(out int narrow) ? narrow
            : value.TryGetValue(out double real) && Math.Abs(real) < 1e15 && Math.Floor(real) == real ? (long)real
            : null;
    }

    /// <summary>The object at a path, made where it is missing.</summary>
    public static JsonObject Ensure(JsonObject json, params string[] path)
    {
        var current = json;
        foreach (var segment in path)
        {
            if (current[segment] is not JsonObject next)
            {
                current[segment] = next = [];
            }

            current = next;
        }

        return current;
    }
}
