using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Rendering;

/// <summary>Reads the manifests of a text; lists are taken apart.</summary>
internal sealed class ManifestTexts(IManifestReader reader)
{
    public IEnumerable<Manifest> Read(string text, string file)
    {
        var diagnostics = new List<Diagnostic>();
        var documents = reader.Read(text, file, diagnostics);
        if (diagnostics.Find(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } mistake)
        {
            throw RenderingFailures.Mistake(file, mistake);
        }

        return documents.SelectMany(document => Expand(document.Content, file));
    }

    private static IEnumerable<Manifest> Expand(JsonNode? content, string file)
    {
        if (content is null or JsonObject { Count: 0 })
        {
            return [];
        }

        if (content is not JsonObject json)
        {
            throw RenderingFailures.NoMapping(file, content.GetValueKind());
        }

        var manifest = new Manifest(json);
        if (manifest.Kind.EndsWith("List", StringComparison.Ordinal) && json["items"] is JsonArray items)
        {
            return items.SelectMany(item => Expand(item, file)).ToArray();
        }

        if (manifest.Kind.Length == 0)
        {
            throw RenderingFailures.NoKind(file, Shortened(json));
        }

        return [manifest];
    }

    private static string Shortened(JsonObject json)
    {
        var text = json.ToJsonString();
        return text.Length > 120 ? text[..120] + "…" : text;
    }
}
