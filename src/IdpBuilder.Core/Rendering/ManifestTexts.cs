using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Rendering;

/// <summary>Reads the manifests of a text; lists are taken apart.</summary>
internal sealed class ManifestTexts(IManifestReader reader)
{
    /// <summary>
    /// Whether Argo CD passes over a file: its first document is no manifest, and nothing in it looks as if it was meant as one.
    /// Values of charts and the like may thus lie beside manifests. JSON has to be a manifest.
    /// </summary>
    public static bool IsPassedOver(string file, string text, IReadOnlyList<ManifestDocument> documents) =>
        !LooksLikeManifests(file, text)
        && documents.FirstOrDefault(document => document.Content is not null) is { Content: not JsonObject { Count: 0 } } first
        && (first.Content is not JsonObject json || new Manifest(json).Kind.Length == 0);

    /// <summary>Reads a file of a directory; one that Argo CD passes over has no manifests.</summary>
    public IEnumerable<Manifest> ReadFile(string text, string file)
    {
        var mistakes = new List<Diagnostic>();
        var documents = reader.Read(text, file, mistakes);
        return IsPassedOver(file, text, documents) || (mistakes.Count > 0 && !LooksLikeManifests(file, text)) ? [] : Read(documents, mistakes, file);
    }

    /// <summary>Reads what a program printed.</summary>
    public IEnumerable<Manifest> Read(string text, string file)
    {
        var mistakes = new List<Diagnostic>();
        return Read(reader.Read(text, file, mistakes), mistakes, file);
    }

    /// <summary>Reads a file that holds one map; an empty one is an empty map.</summary>
    public JsonObject ReadMap(string text, string file)
    {
        var mistakes = new List<Diagnostic>();
        var content = reader.Read(text, file, mistakes).Select(document => document.Content).FirstOrDefault(content => content is not null);
        return mistakes.Find(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } mistake
            ? throw RenderingFailures.Mistake(file, mistake)
            : content is null ? [] : content as JsonObject ?? throw RenderingFailures.NoMapping(file, content.GetValueKind());
    }

    private static IEnumerable<Manifest> Read(IReadOnlyList<ManifestDocument> documents, List<Diagnostic> mistakes, string file)
    {
        // A template that nobody renders is no YAML to Argo CD either.
        if (mistakes.Find(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error } or { Code: DiagnosticCodes.YamlTemplate }) is { } mistake)
        {
            throw RenderingFailures.Mistake(file, mistake);
        }

        return documents.SelectMany(document => Expand(document.Content, file));
    }

    /// <summary>Whether Argo CD insists on reading a file: JSON, and what has the words of a manifest.</summary>
    public static bool LooksLikeManifests(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal)
        || (text.Contains("apiVersion:", StringComparison.Ordinal)
            && text.Contains("kind:", StringComparison.Ordinal)
            && text.Contains("metadata:", StringComparison.Ordinal));

    private static IEnumerable<Manifest> Expand(JsonNode? content, string file)
    {
        if (content is null or JsonObject { Count: 0 })
        {
            return [];
        }

        var manifest = Manifest(content, file);
        return ManifestDocuments.ItemsOf(manifest) is { } items ? items.Select(item => Manifest(item, file)).ToArray() : [manifest];
    }

    private static Manifest Manifest(JsonNode? content, string file)
    {
        var json = content as JsonObject ?? throw RenderingFailures.NoMapping(file, content?.GetValueKind() ?? JsonValueKind.Null);
        var manifest = new Manifest(json);
        return manifest.Kind.Length > 0 ? manifest : throw RenderingFailures.NoKind(file, Shortened(json));
    }

    private static string Shortened(JsonObject json)
    {
        var text = json.ToJsonString();
        return text.Length > 120 ? text[..120] + "…" : text;
    }
}
