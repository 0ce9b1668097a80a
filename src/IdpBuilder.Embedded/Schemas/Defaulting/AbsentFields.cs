using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Fills in absent fields. Fields of a wrong type are left for validation to find.</summary>
internal static class AbsentFields
{
    /// <summary>Sets a field that is absent or null.</summary>
    public static void Default(this JsonObject target, string name, JsonNode value)
    {
        if (target[name] is null)
        {
            target[name] = value;
        }
    }

    /// <summary>Sets a field that is absent, null or empty text, which is the same to a real server.</summary>
    public static void DefaultText(this JsonObject target, string name, string value)
    {
        if (target.Text(name) is { Length: 0 } && (target[name] is null or JsonValue))
        {
            target[name] = value;
        }
    }

    /// <summary>A field's object, made when absent; null when the field is something else.</summary>
    public static JsonObject? Struct(this JsonObject target, string name)
    {
        if (target[name] is null)
        {
            target[name] = new JsonObject();
        }

        return target[name] as JsonObject;
    }

    /// <summary>A field's object, or null.</summary>
    public static JsonObject? Map(this JsonObject target, string name) => target[name] as JsonObject;

    /// <summary>The objects of a field's list.</summary>
    public static IEnumerable<JsonObject> Maps(this JsonObject target, string name) =>
        (target[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>A field's text; empty when it has none.</summary>
    public static string Text(this JsonObject target, string name) =>
        target[name] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
