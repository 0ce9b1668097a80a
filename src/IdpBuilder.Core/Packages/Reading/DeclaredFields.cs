using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Takes typed fields out of a document; a field of another type is a diagnostic and reads as empty.</summary>
internal sealed class DeclaredFields(ManifestDocument document, ICollection<Diagnostic> diagnostics)
{
    /// <summary>The place of a value.</summary>
    public SourceSpan Locate(string path) => document.Locate(path);

    /// <summary>Reports every field that is not known.</summary>
    public void AllowOnly(JsonObject mapping, string path, string[] known)
    {
        foreach (var (key, _) in mapping.Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
        {
            diagnostics.Add(DeclarationMistakes.UnknownField(key, known, document.Locate(Below(path, key))));
        }
    }

    /// <summary>A mapping; empty when it is missing.</summary>
    public JsonObject Mapping(JsonObject parent, string path, string field) => Typed<JsonObject>(parent, path, field, "a mapping") ?? [];

    /// <summary>A text; empty when it is missing.</summary>
    public string Text(JsonObject parent, string path, string field)
    {
        switch (parent[field])
        {
            case null:
                return string.Empty;
            case JsonValue value when value.TryGetValue(out string? text):
                return text;
            case var other:
                diagnostics.Add(DeclarationMistakes.NoText(field, other, document.Locate(Below(path, field))));
                return string.Empty;
        }
    }

    /// <summary>True or false; null when it is missing.</summary>
    public bool? Flag(JsonObject parent, string path, string field)
    {
        switch (parent[field])
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue(out bool flag):
                return flag;
            default:
                diagnostics.Add(DeclarationMistakes.Expected(field, "true or false", document.Locate(Below(path, field))));
                return null;
        }
    }

    /// <summary>The items of a list, each with its path.</summary>
    public IEnumerable<(JsonNode? Item, string Path)> Items(JsonObject parent, string path, string field) =>
        (Typed<JsonArray>(parent, path, field, "a list") ?? [])
            .Select((item, index) => (item, Below(Below(path, field), index.ToString(CultureInfo.InvariantCulture))));

    /// <summary>The items of a list of mappings, each with its path.</summary>
    public IEnumerable<(JsonObject Item, string Path)> Mappings(JsonObject parent, string path, string field)
    {
        foreach (var (item, itemPath) in Items(parent, path, field))
        {
            if (item is JsonObject mapping)
            {
                yield return (mapping, itemPath);
            }
            else
            {
                diagnostics.Add(DeclarationMistakes.Expected(field, "a list of mappings", document.Locate(itemPath)));
            }
        }
    }

    /// <summary>The path of a field.</summary>
    public static string Below(string path, string field) => path.Length == 0 ? field : $"{path}/{field}";

    private T? Typed<T>(JsonObject parent, string path, string field, string what)
        where T : JsonNode
    {
        if (parent[field] is { } value and not T)
        {
            diagnostics.Add(DeclarationMistakes.Expected(field, what, document.Locate(Below(path, field))));
        }

        return parent[field] as T;
    }
}
