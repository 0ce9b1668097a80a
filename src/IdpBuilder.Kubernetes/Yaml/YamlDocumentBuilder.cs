using System.Text.Json.Nodes;
using IdpBuilder.Packages;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Builds the JSON of one document from the parser's events. Every key mistake is collected; any other ends the document.</summary>
internal sealed class YamlDocumentBuilder(YamlText text, IParser parser, JsonNumbers numbers, ICollection<Diagnostic> diagnostics)
{
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);
    private int _aliasedValues;
    private int _depth;

    /// <summary>Reads the value that the parser stands on and moves past it.</summary>
    public JsonNode? Read()
    {
        var current = parser.Current;
        if (current is AnchorAlias alias)
        {
            parser.MoveNext();
            return Repeat(alias);
        }

        if (++_depth > YamlLimits.Depth)
        {
            throw new YamlMistakeException(YamlMistakes.TooDeep(text.PlaceOf(current!.Start)));
        }

        var value = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(),
            _ => ReadMapping(),
        };
        _depth--;
        if (current is NodeEvent { Anchor.IsEmpty: false } node)
        {
            _anchors[node.Anchor.Value] = value;
        }

        return value;
    }

    private JsonNode? ReadScalar(Scalar scalar)
    {
        parser.MoveNext();
        return ToNode(YamlTag.Resolve(scalar, text), scalar);
    }

    private JsonArray ReadSequence()
    {
        parser.MoveNext();
        var array = new JsonArray();
        while (parser.Current is not SequenceEnd)
        {
            array.Add(Read());
        }

        parser.MoveNext();
        return array;
    }

    private JsonObject ReadMapping()
    {
        parser.MoveNext();
        var mapping = new JsonObject();
        var keys = new MappingKeys();
        while (parser.Current is not MappingEnd)
        {
            var place = parser.Current!.Start;
            if (IsMergeKey(parser.Current))
            {
                parser.MoveNext();
                Merge(mapping, ref keys);
                continue;
            }

            var key = ReadKey();
            var isNew = keys.Add(key, mapping);
            var value = Read();
            if (isNew)
            {
                mapping[key] = value;
            }
            else
            {
                diagnostics.Add(YamlMistakes.DuplicateKey(key, text.PlaceOf(place)));
            }
        }

        parser.MoveNext();
        return mapping;
    }

    private string ReadKey()
    {
        var start = parser.Current!;
        var value = start is Scalar scalar
            ? YamlScalar.KeyText(YamlTag.Resolve(scalar, text))
            : start is AnchorAlias alias && _anchors.TryGetValue(alias.Value.Value, out var anchored) && anchored is JsonValue repeated
                ? repeated.ToString()
                : null;
        if (value is null)
        {
            throw new YamlMistakeException(YamlMistakes.KeyIsNoText(text, start.Start));
        }

        if (start is Scalar { Anchor.IsEmpty: false } anchor)
        {
            _anchors[anchor.Anchor.Value] = JsonValue.Create(value);
        }

        parser.MoveNext();
        return value;
    }

    // Kubernetes' reader merges where '<<' stands: keys before it are overridden, keys after it override.
    private void Merge(JsonObject mapping, ref MappingKeys keys)
    {
        var place = parser.Current!.Start;
        JsonNode?[] sources = Read() switch
        {
            JsonArray list => [.. list.Reverse()],
            var single => [single],
        };
        foreach (var source in sources)
        {
            if (source is not JsonObject merged)
            {
                throw new YamlMistakeException(YamlMistakes.MergeNeedsMapping(text.PlaceOf(place)));
            }

            foreach (var (key, value) in merged)
            {
                mapping[key] = value?.DeepClone();
                keys.AddMerged(key);
            }
        }
    }

    private JsonNode? Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw new YamlMistakeException(YamlMistakes.UnknownAnchor(alias.Value.Value, text.PlaceOf(alias.Start)));
        }

        _aliasedValues += Count(value, YamlLimits.AliasedValues - _aliasedValues);
        if (_aliasedValues > YamlLimits.AliasedValues)
        {
            throw new YamlMistakeException(YamlMistakes.TooManyAliases(text.PlaceOf(alias.Start)));
        }

        if (_depth + Depth(value) > YamlLimits.Depth)
        {
            throw new YamlMistakeException(YamlMistakes.TooDeep(text.PlaceOf(alias.Start)));
        }

        return value?.DeepClone();
    }

    // Stops as soon as the limit is passed: counting must not cost what the limit forbids.
    private static int Count(JsonNode? value, int limit)
    {
        var count = 1;
        var children = value switch
        {
            JsonObject mapping => mapping.Select(entry => entry.Value),
            JsonArray array => array,
            _ => [],
        };
        foreach (var child in children)
        {
            if (count > limit)
            {
                break;
            }

            count += Count(child, limit - count);
        }

        return count;
    }

    private static int Depth(JsonNode? value) => value switch
    {
        JsonObject mapping => 1 + mapping.Select(entry => Depth(entry.Value)).DefaultIfEmpty().Max(),
        JsonArray array => 1 + array.Select(Depth).DefaultIfEmpty().Max(),
        _ => 1,
    };

    private static bool IsMergeKey(ParsingEvent current) =>
        current is Scalar { Value: "<<" } scalar && (YamlTag.IsMerge(scalar.Tag) || (scalar.Tag.IsEmpty && scalar.Style == ScalarStyle.Plain));

    private JsonValue? ToNode(object? value, Scalar scalar) => value switch
    {
        null => null,
        string plain => JsonValue.Create(plain),
        bool flag => JsonValue.Create(flag),
        double number when !double.IsFinite(number) =>
            throw new YamlMistakeException(YamlMistakes.NotFinite(scalar.Value, text.PlaceOf(scalar.Start))),
        _ => numbers.Of((IFormattable)value),
    };
}
