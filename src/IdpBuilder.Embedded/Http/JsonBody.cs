using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Http;

/// <summary>
/// Reads JSON into nodes that are complete from the start: they can be shared by threads, and fields that come twice
/// are noticed instead of failing later.
/// </summary>
internal sealed class JsonBody
{
    private const int MaximumDepth = 256;
    private readonly List<string> _duplicates = [];
    private readonly List<(string? Name, int Index)> _path = [];

    private JsonBody()
    {
    }

    /// <summary>Reads a text; of fields that come twice the last counts, as upstream reads them.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static (JsonNode? Root, IReadOnlyList<string> Duplicates) Read(ReadOnlySpan<byte> utf8)
    {
        var body = new JsonBody();
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

    private JsonNode? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()!),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Null => null,

        // An element converts to every number type, unlike a value made from one of them.
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            _path.Add((name, 0));
            if (result.ContainsKey(name))
            {
                _duplicates.Add(Path());
            }

            reader.Read();
            result[name] = ReadValue(ref reader);
            _path.RemoveAt(_path.Count - 1);
        }

        return result;
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
