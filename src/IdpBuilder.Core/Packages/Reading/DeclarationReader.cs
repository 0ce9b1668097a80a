using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>Reads an <c>idp.yaml</c>, collecting every mistake.</summary>
internal sealed class DeclarationReader(ManifestDocument document, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] RootFields = ["apiVersion", "kind", "metadata", "spec"];
    private static readonly string[] MetadataFields = ["name", "labels", "annotations"];
    private static readonly string[] SpecFields = ["description", "parameters", "dependsOn", "ready"];
    private static readonly string[] ReadyFields = ["apiVersion", "kind", "namespace", "name", "condition"];

    /// <summary>The declaration; null when the document is none at all.</summary>
    public PackageDeclaration? Read()
    {
        var fields = new DeclaredFields(document, diagnostics);
        var root = document.Content as JsonObject ?? [];
        var (isVersion, isKind) = ((root["apiVersion"] as JsonValue)?.ToString() == PackageDeclaration.ApiVersion, (root["kind"] as JsonValue)?.ToString() == PackageDeclaration.Kind);
        if (!isVersion || !isKind)
        {
            diagnostics.Add(DeclarationMistakes.NotAPackage(document.Span));
        }

        // What is half right was meant as one: its other mistakes are told too.
        if (!isVersion && !isKind)
        {
            return null;
        }

        fields.AllowOnly(root, string.Empty, RootFields);
        var metadata = fields.Mapping(root, string.Empty, "metadata");
        fields.AllowOnly(metadata, "metadata", MetadataFields);
        var spec = fields.Mapping(root, string.Empty, "spec");
        fields.AllowOnly(spec, "spec", SpecFields);
        return new PackageDeclaration(
            fields.Text(metadata, "metadata", "name"),
            fields.Text(spec, "spec", "description"),
            [.. Parameters(spec, fields)],
            [.. DependsOn(spec, fields)],
            [.. Ready(spec, fields)],
            document.Span);
    }

    private IEnumerable<PackageParameter> Parameters(JsonObject spec, DeclaredFields fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, path) in fields.Mappings(spec, "spec", "parameters"))
        {
            if (new ParameterReader(fields, item, path, diagnostics).Read() is not { } parameter)
            {
                continue;
            }

            if (names.Add(parameter.Name))
            {
                yield return parameter;
            }
            else
            {
                diagnostics.Add(DeclarationMistakes.Repeated(parameter.Name, document.Locate(path)));
            }
        }
    }

    private IEnumerable<(string Package, SourceSpan Span)> DependsOn(JsonObject spec, DeclaredFields fields)
    {
        foreach (var (item, path) in fields.Items(spec, "spec", "dependsOn"))
        {
            if (item is JsonValue value && value.TryGetValue(out string? name) && name.Length > 0)
            {
                yield return (name, document.Locate(path));
            }
            else
            {
                diagnostics.Add(DeclarationMistakes.Expected("dependsOn", "a list of package names", document.Locate(path)));
            }
        }
    }

    private IEnumerable<ReadyObject> Ready(JsonObject spec, DeclaredFields fields)
    {
        foreach (var (item, path) in fields.Mappings(spec, "spec", "ready"))
        {
            fields.AllowOnly(item, path, ReadyFields);
            var (apiVersion, kind, name) = (fields.Text(item, path, "apiVersion"), fields.Text(item, path, "kind"), fields.Text(item, path, "name"));
            if (apiVersion.Length == 0 || kind.Length == 0 || name.Length == 0)
            {
                diagnostics.Add(DeclarationMistakes.Expected("ready", "a list of objects with apiVersion, kind and name", document.Locate(path)));
                continue;
            }

            yield return new ReadyObject(
                GroupVersionKind.Of(apiVersion, kind), fields.Text(item, path, "namespace"), name, fields.Text(item, path, "condition"));
        }
    }
}
