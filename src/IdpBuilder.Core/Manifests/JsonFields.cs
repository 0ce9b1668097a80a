using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>Reads fields of objects that others wrote: what is missing or of another type reads as nothing, never as an error.</summary>
public static class JsonFields
{
    /// <summary>A text; empty when missing.</summary>
    public static string Text(this JsonObject? parent, string name) => parent.TextOrNull(name) ?? string.Empty;

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A text, number or truth value as text, as Kubernetes' <c>int-or-string</c> and Argo's <c>AnyString</c> are read; null when missing.</summary>
    public static string? Scalar(this JsonObject? parent, string name) =>
        parent?[name] is JsonValue value ? ScalarText(value) : null;

    /// <summary>A scalar as text.</summary>
    public static string ScalarText(JsonValue value) =>
        value.TryGetValue(out string? text) ? text : value.ToJsonString();

    /// <summary>A truth value; false when missing.</summary>
    public static bool Flag(this JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>A whole number, written as a number or as text; null when missing or something else.</summary>
    public static long? Whole(this JsonObject? parent, string name) =>
        long.TryParse(parent.Scalar(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A time (RFC 3339); null when missing or unreadable.</summary>
    public static DateTimeOffset? Time(this JsonObject? parent, string name) =>
        DateTimeOffset.TryParse(
            parent.TextOrNull(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>An object, or null.</summary>
    public static JsonObject? Child(this JsonObject? parent, string name) => parent?[name] as JsonObject;

    /// <summary>The objects of a list; what is not an object is left out.</summary>
    public static IEnumerable<JsonObject> Children(this JsonObject? parent, string name) =>
        (parent?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The texts of a list; what is not a text is left out.</summary>
    public static IEnumerable<string> Texts(this JsonObject? parent, string name)
    {
        foreach (var item in parent?[name] as JsonArray ?? [])
        {
            if (item is JsonValue value && value.TryGetValue(out string? text))
            {
                yield return text;
            }
        }
    }
}
