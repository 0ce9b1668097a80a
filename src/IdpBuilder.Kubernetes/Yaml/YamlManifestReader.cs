using System.Buffers;
using IdpBuilder.Manifests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Reads YAML and JSON, one value or many, into the JSON that Kubernetes would make of it.</summary>
public sealed class YamlManifestReader : IManifestReader
{
    // YAML's printable characters leave out the controls; the parser below would take NUL for the end of the text.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(code => code is not ('\t' or '\n' or '\r' or 0x85) && code is < 0x20 or > 0x7E).Select(code => (char)code)]);

    /// <inheritdoc/>
    public IReadOnlyList<ManifestDocument> Read(string text, string file, ICollection<Diagnostic> diagnostics)
    {
        if (text.Length > YamlLimits.TextLength)
        {
            diagnostics.Add(YamlMistakes.TooLong(file, text.Length));
            return [];
        }

        var documents = new List<ManifestDocument>();
        using var json = new YamlToJson();
        foreach (var stretch in YamlTextSplitter.Split(text.StartsWith('\uFEFF') ? text[1..] : text, file))
        {
            if (!JsonDocuments.TryRead(stretch, documents, diagnostics))
            {
                ReadYaml(stretch, json, documents, diagnostics);
            }
        }

        return documents;
    }

    private static void ReadYaml(YamlText text, YamlToJson json, List<ManifestDocument> documents, ICollection<Diagnostic> diagnostics)
    {
        var control = text.Content.AsSpan().IndexOfAny(Controls);
        if (control >= 0)
        {
            diagnostics.Add(YamlMistakes.Control(text, control));
            return;
        }

        var parser = new Parser(new Scanner(new StringReader(text.Content), skipComments: true));
        try
        {
            ReadDocuments(text, parser, json, documents, diagnostics);
        }
        catch (YamlMistakeException mistake)
        {
            diagnostics.Add(mistake.Diagnostic);
        }
        catch (YamlException mistake)
        {
            diagnostics.Add(YamlMistakes.Syntax(text, mistake));
        }
        catch (Exception mistake) when (mistake is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // What the parser throws where it does not check: brackets that stay open, escapes beyond Unicode.
            diagnostics.Add(YamlMistakes.Unreadable(text, parser.Current?.Start ?? Mark.Empty, mistake));
        }
    }

    private static void ReadDocuments(
        YamlText text, Parser parser, YamlToJson json, List<ManifestDocument> documents, ICollection<Diagnostic> diagnostics)
    {
        parser.MoveNext();
        for (var number = 0; parser.MoveNext() && parser.Current is DocumentStart; number++)
        {
            parser.MoveNext();
            var start = parser.Current!.Start;
            var mistakes = new List<Diagnostic>();
            try
            {
                var builder = new YamlDocumentBuilder(text, parser, mistakes);
                var value = builder.Read();
                if (!json.TryConvert(value, builder.StatedValues + YamlLimits.AliasedValues, out var limit, out var content))
                {
                    mistakes.Add(limit == YamlLimit.Depth ? YamlMistakes.TooDeep(text.PlaceOf(start)) : YamlMistakes.TooManyAliases(text.PlaceOf(start)));
                }

                if (mistakes.Count == 0)
                {
                    documents.Add(new ManifestDocument(content, text.PlaceOf(start), new YamlPlaces(text, number).Find));
                }
            }
            finally
            {
                mistakes.ForEach(diagnostics.Add);
            }
        }
    }
}
