using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Comparison;

/// <summary>Compares single values as an API server would: by what they mean, not by how they are written.</summary>
internal static class Scalars
{
    private static readonly FrozenSet<string> QuantityMaps =
        new[] { "limits", "requests", "hard", "capacity", "default", "defaultRequest", "min", "max", "overhead", "podFixed" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> QuantityFields =
        new[] { "sizeLimit", "divisor", "storage", "averageValue" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether two values mean the same in a field.</summary>
    /// <param name="first">One value.</param>
    /// <param name="second">The other.</param>
    /// <param name="parent">The name of the object they stand in.</param>
    /// <param name="field">The name of their field.</param>
    public static bool AreEqual(JsonValue first, JsonValue second, string parent, string field)
    {
        var (kind, otherKind) = (first.GetValueKind(), second.GetValueKind());
        if (kind == otherKind && kind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return true;
        }

        var (text, otherText) = (TextOf(first, kind), TextOf(second, otherKind));
        if (kind == otherKind && text == otherText)
        {
            return true;
        }

        if (QuantityMaps.Contains(parent) || QuantityFields.Contains(field))
        {
            return Quantity.Parse(text) is { } amount && amount == Quantity.Parse(otherText);
        }

        return kind == JsonValueKind.Number && otherKind == JsonValueKind.Number && Number(text) == Number(otherText);
    }

    /// <summary>Whether a value says nothing that leaving it out would not say.</summary>
    public static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonObject map => map.All(entry => IsEmpty(entry.Value)),
        JsonArray list => list.Count == 0,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.False or JsonValueKind.Null => true,
            JsonValueKind.String => value.GetValue<string>().Length == 0,
            JsonValueKind.Number => Number(value.ToJsonString()) == 0,
            _ => false,
        },
        _ => false,
    };

    private static string TextOf(JsonValue value, JsonValueKind kind) =>
        kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
