using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Patching;

/// <summary>Equality of JSON values as Kubernetes sees it: numbers by value, objects without regard to order.</summary>
internal static class JsonEquality
{
    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        return (left, right) switch
        {
            (null, _) or (_, null) => false,
            (JsonObject a, JsonObject b) => SameObject(a, b),
            (JsonArray a, JsonArray b) => SameArray(a, b),
            (JsonValue a, JsonValue b) => SameScalar(a, b),
            _ => false,
        };
    }

    /// <summary>The number a value is, or null when it is none or beyond what a decimal holds.</summary>
    public static decimal? Number(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        if (value.TryGetValue(out long whole))
        {
            return whole;
        }

        if (value.TryGetValue(out int small))
        {
            return small;
        }

        return value.TryGetValue(out decimal exact) ? exact
            : decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out exact) ? exact
            : null;
    }

    private static bool SameObject(JsonObject left, JsonObject right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (name, value) in left)
        {
            if (!right.TryGetPropertyValue(name, out var other) || !Same(value, other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameArray(JsonArray left, JsonArray right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!Same(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameScalar(JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind())
        {
            return false;
        }

        return kind switch
        {
            JsonValueKind.String => string.Equals(left.GetValue<string>(), right.GetValue<string>(), StringComparison.Ordinal),
            JsonValueKind.Number => (Number(left), Number(right)) is (decimal a, decimal b)
                ? a == b
                : left.ToJsonString() == right.ToJsonString(),
            _ => true,
        };
    }
}
