using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Reads fields of specs that a user wrote: what is missing or of another type reads as empty.</summary>
internal static class JsonReading
{
    public static string Text(this JsonNode? node, string field) =>
        (node as JsonObject)?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;

    public static bool Flag(this JsonNode? node, string field) =>
        (node as JsonObject)?[field] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static int? Number(this JsonNode? node, string field) =>
        (node as JsonObject)?[field] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    public static JsonObject? Map(this JsonNode? node, string field) => (node as JsonObject)?[field] as JsonObject;

    public static IEnumerable<JsonObject> Maps(this JsonNode? node, string field) =>
        ((node as JsonObject)?[field] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IReadOnlyList<string> Texts(this JsonNode? node, string field) =>
        ((node as JsonObject)?[field] as JsonArray)?
            .Select(item => item is JsonValue value && value.TryGetValue(out string? text) ? text : null)
            .OfType<string>().ToArray() ?? [];

    public static IReadOnlyDictionary<string, string> TextMap(this JsonNode? node, string field) =>
        (node.Map(field) ?? []).Where(pair => pair.Value is JsonValue value && value.TryGetValue(out string? _))
            .ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal);
}
