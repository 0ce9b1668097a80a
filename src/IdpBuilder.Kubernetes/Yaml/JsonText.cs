using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>One JSON value inside a stretch of text.</summary>
/// <param name="stretch">The places in the stretch.</param>
/// <param name="bytes">The stretch in UTF-8.</param>
/// <param name="start">Where the value begins in <paramref name="bytes"/>.</param>
internal sealed class JsonText(JsonPlaces stretch, byte[] bytes, int start)
{
    // Nobody reads more of them.
    private const int MostDuplicates = 100;

    private Dictionary<string, SourceSpan>? _places;

    /// <summary>Checks the value and reports keys stated twice; returns its length in bytes.</summary>
    public int Scan(ICollection<Diagnostic> diagnostics, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(bytes.AsSpan(start), isFinalBlock: true, new JsonReaderState(options));
        var objects = new Stack<HashSet<string>>();
        do
        {
            if (!reader.Read())
            {
                throw new JsonException("the text ends inside a value", null, null, null);
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName when !objects.Peek().Add(reader.GetString()!) && diagnostics.Count < MostDuplicates:
                    diagnostics.Add(YamlMistakes.DuplicateKey(reader.GetString()!, PlaceOf((int)reader.TokenStartIndex)));
                    break;
                default:
                    break;
            }
        }
        while (reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);

        return (int)reader.BytesConsumed;
    }

    /// <summary>The value, whose end was found by <see cref="Scan"/>.</summary>
    public JsonNode? ToNode(int end) =>
        CompleteJson.Read(bytes.AsSpan(start, end - start)).Root;

    /// <summary>The place of a byte of the value.</summary>
    public SourceSpan PlaceOf(int offset) => stretch.Of(start + offset);

    /// <summary>The place of the value at a path, or of the nearest value around it.</summary>
    public SourceSpan Find(string path) => PlacesByPath.Nearest(_places ??= Read(), path);

    /// <summary>The diagnostic for a value that cannot be read.</summary>
    public static Diagnostic Mistake(JsonPlaces stretch, byte[] bytes, int start, JsonException mistake)
    {
        var line = (int)(mistake.LineNumber ?? 0);
        var index = start;
        for (; line > 0 && index < bytes.Length; index++)
        {
            line -= bytes[index] == '\n' ? 1 : 0;
        }

        index += (int)(mistake.BytePositionInLine ?? 0);

        // The framework's advice is for those who write programs.
        var reason = mistake.Message.Split(" LineNumber:", 2)[0].Replace(" Change the reader options.", string.Empty, StringComparison.Ordinal);
        return YamlMistakes.Json(reason, stretch.Of(index));
    }

    private Dictionary<string, SourceSpan> Read()
    {
        var places = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(bytes.AsSpan(start), new JsonReaderOptions { MaxDepth = YamlLimits.Depth });
        reader.Read();
        Walk(ref reader, string.Empty, places);
        return places;
    }

    private void Walk(ref Utf8JsonReader reader, string path, Dictionary<string, SourceSpan> places)
    {
        places[path] = PlaceOf((int)reader.TokenStartIndex);
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                Walk(ref reader, PlacesByPath.Below(path, index), places);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = reader.GetString()!;
                reader.Read();
                Walk(ref reader, PlacesByPath.Below(path, key), places);
            }
        }
    }
}
