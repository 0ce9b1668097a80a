using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Patching;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Reads the bounds of a structural schema's value.</summary>
internal static class CrdSchemaLimits
{
    private static readonly string[] Names =
    [
        "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties",
    ];

    /// <summary>The bounds, or null when there are none.</summary>
    public static ValueLimits? Read(JsonObject json) => !Array.Exists(Names, json.ContainsKey) ? null : new ValueLimits
    {
        Minimum = JsonEquality.Number(json["minimum"]),
        Maximum = JsonEquality.Number(json["maximum"]),
        ExclusiveMinimum = Flag(json, "exclusiveMinimum"),
        ExclusiveMaximum = Flag(json, "exclusiveMaximum"),
        MultipleOf = JsonEquality.Number(json["multipleOf"]),
        MinLength = Whole(json, "minLength"),
        MaxLength = Whole(json, "maxLength"),
        MinItems = Whole(json, "minItems"),
        MaxItems = Whole(json, "maxItems"),
        UniqueItems = Flag(json, "uniqueItems"),
        MinProperties = Whole(json, "minProperties"),
        MaxProperties = Whole(json, "maxProperties"),
        Pattern = json["pattern"] is JsonValue value && value.TryGetValue(out string? pattern) ? pattern : string.Empty,
    };

    private static long? Whole(JsonObject json, string name) =>
        JsonEquality.Number(json[name]) is { } number && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    private static bool Flag(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
