using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Manifests;

/// <summary>
/// Reads JSON into nodes that are complete from the start: they can be shared by threads, reading a text twice does not make it twice,
/// and fields that come twice are noticed instead of failing later.
/// </summary>
public sealed class CompleteJson
{
    private const int MaximumDepth = 256;

    /// <summary>How many fields of an object are compared one by one; a longer object looks its names up.</summary>
    private const int FewFields = 16;

    private static readonly RecurringTexts Names = new();
    private static readonly RecurringTexts Values = new();

    private readonly List<string> _duplicates = [];
    private readonly List<(string? Name, int Index)> _path = [];
    private readonly List<KeyValuePair<string, JsonNode?>> _fields = [];

    private CompleteJson()
    {
    }

    /// <summary>Reads a text; of fields that come twice the last counts, as upstream reads them, and the paths of such fields are told.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static (JsonNode? Root, IReadOnlyList<string> Duplicates) Read(ReadOnlySpan<byte> utf8)
    {
        var body = new CompleteJson();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        try
        {
            reader.Read();
            var root = body.ReadValue(ref reader);
            if (reader.Read())
            {
                throw new JsonException("there is more than one value");
            }

            return (root, body._duplicates);
        }
        catch (InvalidOperationException invalid)
        {
            // What the reader throws for text that is no valid Unicode.
            throw new JsonException(invalid.Message, invalid);
        }
    }

    /// <summary>Reads a text that anybody may have written, such as an annotation's; of fields that come twice the last counts.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonNode? Read(string text) => Read(Encoding.UTF8.GetBytes(text)).Root;

    private JsonNode? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(Values.Read(ref reader)),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Null => null,

        // An element converts to every number type, unlike a value made from one of them.
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    // The fields of all open objects lie in one list, those of the innermost last: an object is made with room for what it has.
    private JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var first = _fields.Count;
        JsonObject? result = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Names.Read(ref reader);
            _path.Add((name, 0));
            var known = result is null ? Find(first, name) : -1;
            if (known >= 0 || result?.ContainsKey(name) == true)
            {
                _duplicates.Add(Path());
            }

            reader.Read();
            var field = KeyValuePair.Create(name, ReadValue(ref reader));
            _path.RemoveAt(_path.Count - 1);
            if (result is not null)
            {
                result[name] = field.Value;
            }
            else if (known >= 0)
            {
                _fields[known] = field;
            }
            else
            {
                _fields.Add(field);
                result = _fields.Count - first == FewFields ? Take(first) : null;
            }
        }

        return result ?? Take(first);
    }

    private int Find(int first, string name)
    {
        var fields = CollectionsMarshal.AsSpan(_fields)[first..];
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index].Key == name)
            {
                return first + index;
            }
        }

        return -1;
    }

    private JsonObject Take(int first)
    {
        var fields = CollectionsMarshal.AsSpan(_fields)[first..].ToArray();
        _fields.RemoveRange(first, fields.Length);
        return fields.Length == 0 ? [] : new JsonObject(fields);
    }

    private JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _path.Add((null, result.Count));
            result.Add(ReadValue(ref reader));
            _path.RemoveAt(_path.Count - 1);
        }

        return result;
    }

    private string Path()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _path)
        {
            if (name is null)
            {
                text.Append('[').Append(index).Append(']');
            }
            else
            {
                text.Append(text.Length > 0 ? "." : string.Empty).Append(name);
            }
        }

        return text.ToString();
    }
}
