using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>
/// Builds the value of one document from the parser's events: null, text, booleans, numbers, lists and <see cref="YamlMapping"/>.
/// An alias is the very value its anchor marks. Keys stated twice are collected; any other mistake ends the document.
/// </summary>
internal sealed class YamlDocumentBuilder(YamlText text, IParser parser, ICollection<Diagnostic> diagnostics)
{
    private Dictionary<string, object?>? _anchors;
    private int _mergedValues;
    private int _depth;

    /// <summary>How many values the document states, aliases not followed.</summary>
    public int StatedValues { get; private set; }

    /// <summary>Reads the value that the parser stands on and moves past it.</summary>
    public object? Read()
    {
        StatedValues++;
        var current = parser.Current!;
        if (current is AnchorAlias alias)
        {
            parser.MoveNext();
            return Anchored(alias);
        }

        if (++_depth > YamlLimits.Depth)
        {
            throw new YamlMistakeException(YamlMistakes.TooDeep(text.PlaceOf(current.Start)));
        }

        var value = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(),
            _ => ReadMapping(),
        };
        _depth--;
        Mark(current, value);
        return value;
    }

    private object? ReadScalar(Scalar scalar)
    {
        parser.MoveNext();
        var value = YamlTag.Resolve(scalar, text);
        return value is not double number || double.IsFinite(number)
            ? value
            : throw new YamlMistakeException(YamlMistakes.NotFinite(scalar.Value, text.PlaceOf(scalar.Start)));
    }

    private List<object?> ReadSequence()
    {
        parser.MoveNext();
        var list = new List<object?>();
        while (parser.Current is not SequenceEnd)
        {
            list.Add(Read());
        }

        parser.MoveNext();
        return list;
    }

    private YamlMapping ReadMapping()
    {
        parser.MoveNext();
        var mapping = new YamlMapping();
        while (parser.Current is not MappingEnd)
        {
            var start = parser.Current!;
            if (IsMergeKey(start))
            {
                parser.MoveNext();
                Merge(mapping);
                continue;
            }

            var key = ReadKey(start);
            if (!mapping.TryState(key, Read()))
            {
                diagnostics.Add(YamlMistakes.DuplicateKey(key, text.PlaceOf(start.Start)));
            }
        }

        parser.MoveNext();
        return mapping;
    }

    private string ReadKey(ParsingEvent start)
    {
        var value = start switch
        {
            Scalar scalar => YamlTag.Resolve(scalar, text),
            AnchorAlias alias => Anchored(alias),
            _ => null,
        };
        parser.MoveNext();
        Mark(start, value);
        return YamlScalar.KeyText(value) ?? throw new YamlMistakeException(YamlMistakes.KeyIsNoText(text, start.Start));
    }

    // Kubernetes' reader merges where '<<' stands: keys before it are overridden, keys after it override.
    private void Merge(YamlMapping mapping)
    {
        var place = parser.Current!.Start;
        var value = Read();
        foreach (var source in value is List<object?> list ? Enumerable.Reverse(list) : [value])
        {
            if (source is not YamlMapping merged)
            {
                throw new YamlMistakeException(YamlMistakes.MergeNeedsMapping(text.PlaceOf(place)));
            }

            _mergedValues += merged.Entries.Count;
            if (_mergedValues > YamlLimits.AliasedValues)
            {
                throw new YamlMistakeException(YamlMistakes.TooManyAliases(text.PlaceOf(place)));
            }

            mapping.Merge(merged);
        }
    }

    private object? Anchored(AnchorAlias alias) =>
        _anchors is not null && _anchors.TryGetValue(alias.Value.Value, out var value)
            ? value
            : throw new YamlMistakeException(YamlMistakes.UnknownAnchor(alias.Value.Value, text.PlaceOf(alias.Start)));

    // Only now: a value cannot contain itself.
    private void Mark(ParsingEvent current, object? value)
    {
        if (current is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            (_anchors ??= new Dictionary<string, object?>(StringComparer.Ordinal))[anchor.Value] = value;
        }
    }

    private static bool IsMergeKey(ParsingEvent current) =>
        current is Scalar { Value: "<<" } scalar && (YamlTag.IsMerge(scalar.Tag) || (scalar.Tag.IsEmpty && scalar.Style == ScalarStyle.Plain));
}
