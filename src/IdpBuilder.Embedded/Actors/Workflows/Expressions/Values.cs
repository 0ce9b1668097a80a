using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Workflows.Expressions;

/// <summary>Brings values of expressions and JSON into each other.</summary>
internal static class Values
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON as lists, maps, texts, numbers and truth values.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(Of).ToList(),
        JsonObject map => map.ToDictionary(entry => entry.Key, entry => Of(entry.Value), StringComparer.Ordinal),
        _ => Scalar((JsonValue)node),
    };

    /// <summary>The JSON of a value; maps are written in the order of their keys, as Go does.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        long whole => JsonValue.Create(whole),
        double number => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number),
        List<object?> list => new JsonArray([.. list.Select(ToJson)]),
        IReadOnlyDictionary<string, object?> map => new JsonObject(
            map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))),
        _ => throw new ExpressionException("a function is no value"),
    };

    /// <summary>The JSON text of a value.</summary>
    public static string ToText(object? value) => Write(ToJson(value));

    /// <summary>The text of JSON, without escaping what needs none.</summary>
    public static string Write(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="ExpressionException">It is none.</exception>
    public static object? Read(string json)
    {
        try
        {
            return Of(JsonNode.Parse(json));
        }
        catch (JsonException failure)
        {
            throw new ExpressionException($"invalid JSON: {failure.Message}");
        }
    }

    private static object? Scalar(JsonValue value)
    {
        if (value.TryGetValue(out string? text))
        {
            return text;
        }

        if (value.TryGetValue(out bool truth))
        {
            return truth;
        }

        return value.TryGetValue(out long whole) ? whole : value.TryGetValue(out double number) ? number : value.ToJsonString();
    }
}
