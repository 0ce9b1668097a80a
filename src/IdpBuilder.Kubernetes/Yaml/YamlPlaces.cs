using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Finds the places of a document's values by reading it again: nearly no document is ever asked.</summary>
internal sealed class YamlPlaces(YamlText text, int number)
{
    private Dictionary<string, SourceSpan>? _places;

    /// <summary>The place of the value at a path, or of the nearest value around it.</summary>
    public SourceSpan Find(string path) => PlacesByPath.Nearest(_places ??= Read(), path);

    private Dictionary<string, SourceSpan> Read()
    {
        var places = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        var parser = new Parser(new Scanner(new StringReader(text.Content), skipComments: true));
        for (var seen = -1; seen < number;)
        {
            parser.MoveNext();
            seen += parser.Current is DocumentStart ? 1 : 0;
        }

        parser.MoveNext();
        Walk(parser, string.Empty, places);
        return places;
    }

    private void Walk(IParser parser, string path, Dictionary<string, SourceSpan> places)
    {
        var current = parser.Current!;
        places[path] = text.PlaceOf(current.Start);
        parser.MoveNext();
        if (current is SequenceStart)
        {
            for (var index = 0; parser.Current is not SequenceEnd; index++)
            {
                Walk(parser, PlacesByPath.Below(path, index), places);
            }

            parser.MoveNext();
        }
        else if (current is MappingStart)
        {
            while (parser.Current is not MappingEnd)
            {
                var key = parser.Current is Scalar scalar ? YamlScalar.KeyText(YamlTag.Resolve(scalar, text)) ?? scalar.Value : "*";
                parser.MoveNext();
                Walk(parser, PlacesByPath.Below(path, key), places);
            }

            parser.MoveNext();
        }
    }
}
