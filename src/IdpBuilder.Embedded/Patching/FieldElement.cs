using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Patching;

/// <summary>
/// One step of a field's path, kept as the text that <c>fieldsV1</c> uses: <c>f:name</c>, <c>k:{"name":"x"}</c>, <c>v:"x"</c> or <c>i:0</c>.
/// Equal steps have equal texts, so that sets of fields are compared and sorted as text.
/// </summary>
internal static class FieldElement
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OfField(string name) => "f:" + name;

    public static bool IsField(string element) => element[0] == 'f';

    public static string FieldName(string element) => element[2..];

    /// <summary>The step to an item of a set.</summary>
    public static string OfValue(JsonNode value) => "v:" + value.ToJsonString(Relaxed);

    /// <summary>The step to an item of a list whose items are told apart; null when the item lacks what tells it apart.</summary>
    public static string? OfItem(JsonNode? item, TypeSchema list) => list.ListKind switch
    {
        ListKind.Set => item is JsonValue ? OfValue(item) : null,
        ListKind.Map => item is JsonObject fields ? OfKeys(fields, list) : null,
        _ => null,
    };

    /// <summary>Reads a step as a client wrote it and gives it its one text; null when it is none.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length < 2 || text[1] != ':')
        {
            return null;
        }

        try
        {
            return text[0] switch
            {
                'f' => text,
                'i' => int.TryParse(text.AsSpan(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
                    ? string.Create(CultureInfo.InvariantCulture, $"i:{index}")
                    : null,
                'v' => JsonNode.Parse(text[2..]) is { } value ? OfValue(value) : null,
                'k' => JsonNode.Parse(text[2..]) is JsonObject keys ? OfKeys(keys.OrderBy(key => key.Key, StringComparer.Ordinal)) : null,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The step as messages show it: <c>.name</c>, <c>[name="x"]</c>, <c>[="x"]</c> or <c>[0]</c>.</summary>
    public static string Describe(string element) => element[0] switch
    {
        'f' => "." + element[2..],
        'k' => $"[{string.Join(',', JsonNode.Parse(element[2..])!.AsObject().Select(key => $"{key.Key}={Text(key.Value)}"))}]",
        'v' => $"[={element[2..]}]",
        _ => $"[{element[2..]}]",
    };

    private static string? OfKeys(JsonObject item, TypeSchema list)
    {
        if (list.MapKeys is [var only])
        {
            var value = KeyOf(item, only, list);
            return value is null ? null : OfKeys([new(only, value)]);
        }

        var keys = new List<KeyValuePair<string, JsonNode?>>(list.MapKeys.Count);
        foreach (var name in list.MapKeys)
        {
            if (KeyOf(item, name, list) is { } value)
            {
                keys.Add(new(name, value));
            }
        }

        keys.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return keys.Count == 0 ? null : OfKeys(keys);
    }

    private static JsonNode? KeyOf(JsonObject item, string name, TypeSchema list) =>
        item[name] ?? list.Items?.Field(name)?.Default;

    private static string OfKeys(IEnumerable<KeyValuePair<string, JsonNode?>> keys)
    {
        var text = new StringBuilder("k:{");
        foreach (var (name, value) in keys)
        {
            if (text.Length > 3)
            {
                text.Append(',');
            }

            text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(name)).Append("\":").Append(Text(value));
        }

        return text.Append('}').ToString();
    }

    private static string Text(JsonNode? value) => value is null ? "null" : value.ToJsonString(Relaxed);
}
