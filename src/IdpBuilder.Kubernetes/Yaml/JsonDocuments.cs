using System.Text;
using System.Text.Json;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Kubernetes.Yaml;

/// <summary>Reads JSON values that follow one another, as <c>kubectl</c> accepts them.</summary>
internal static class JsonDocuments
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = YamlLimits.Depth };

    /// <summary>Reads a stretch that begins like JSON; false, with nothing done, when it is YAML.</summary>
    public static bool TryRead(YamlText text, List<ManifestDocument> documents, ICollection<Diagnostic> diagnostics)
    {
        if (!BeginsLikeJson(text.Content, out var start))
        {
            return false;
        }

        var read = new List<ManifestDocument>();
        var mistakes = new List<Diagnostic>();
        var bytes = Encoding.UTF8.GetBytes(text.Content);
        var places = new JsonPlaces(text, bytes);
        var offset = Encoding.UTF8.GetByteCount(text.Content.AsSpan(0, start));
        try
        {
            while ((offset = SkipSpace(bytes, offset)) < bytes.Length)
            {
                var value = new JsonText(places, bytes, offset);
                offset += value.Scan(mistakes, Options);
                read.Add(new ManifestDocument(value.ToNode(offset), value.PlaceOf(0), value.Find));
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Flow-style YAML begins like JSON too; only a file that says it is JSON is held to JSON's rules.
            if (!text.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            // What the reader throws for text that is no valid Unicode has no place.
            var mistake = failure as JsonException ?? new JsonException(failure.Message, failure);
            mistakes.Add(JsonText.Mistake(places, bytes, offset, mistake));
        }

        mistakes.ForEach(diagnostics.Add);
        documents.AddRange(mistakes.Any(mistake => mistake.Code == DiagnosticCodes.YamlDuplicateKey) ? [] : read);
        return true;
    }

    private static bool BeginsLikeJson(string text, out int start)
    {
        start = text.StartsWith("---", StringComparison.Ordinal) ? 3 : 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start < text.Length && text[start] is '{' or '[';
    }

    private static int SkipSpace(byte[] bytes, int offset)
    {
        while (offset < bytes.Length && bytes[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            offset++;
        }

        return offset;
    }
}
