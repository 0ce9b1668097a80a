using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>Reads the types that a CRD defines.</summary>
internal static class CustomResourceTypes
{
    /// <summary>The served versions of a CRD.</summary>
    public static IReadOnlyList<ResourceType> Read(JsonObject definition)
    {
        var spec = definition.Child("spec");
        var versions = spec.Children("versions").ToArray();
        var storage = versions.FirstOrDefault(version => version.Flag("storage"))?.Text("name") ?? string.Empty;
        return versions.Where(version => version.Flag("served")).Select(version => ReadVersion(definition, spec!, version, storage)).ToArray();
    }

    private static ResourceType ReadVersion(JsonObject definition, JsonObject spec, JsonObject version, string storage)
    {
        var names = spec.Child("names");
        var group = spec.Text("group");
        var kind = names.Text("kind");
        var parts = version.Child("subresources");
        var scale = parts.Child("scale");
        return new ResourceType(group, version.Text("name"), kind, names.Text("plural"))
        {
            Singular = names.TextOrNull("singular") ?? kind.ToLowerInvariant(),
            ListKind = names.TextOrNull("listKind") ?? kind + "List",
            Namespaced = spec.Text("scope") == "Namespaced",
            Deprecation = version.Flag("deprecated")
                ? version.TextOrNull("deprecationWarning") ?? $"{group}/{version.Text("name")} {kind} is deprecated"
                : string.Empty,
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            StorageApiVersion = $"{group}/{storage}",
            HasGeneration = true,
            ReturnsDeleted = false,
            AllowsUnconditionalUpdate = false,
            Subresources = Subresources(parts),
            Scale = scale is null
                ? null
                : new ScaleMapping(scale.Text("specReplicasPath"), scale.Text("statusReplicasPath"), scale.Text("labelSelectorPath")),
            Custom = new CustomResourceVersion(
                definition.Child("metadata").Text("name"),
                definition.Child("metadata").Whole("generation") ?? 0,
                new Lazy<TypeSchema>(() => version.Child("schema").Child("openAPIV3Schema") is { } schema ? CrdSchema.Read(schema) : CrdSchema.Untyped),
                version.Children("additionalPrinterColumns").Select(ReadColumn).ToArray(),
                version.Children("selectableFields").Select(field => field.Text("jsonPath")).ToArray()),
        };
    }

    private static List<Subresource> Subresources(JsonObject? parts)
    {
        var result = new List<Subresource>();
        if (parts?.ContainsKey("status") == true)
        {
            result.Add(Subresource.Status);
        }

        if (parts.Child("scale") is not null)
        {
            result.Add(Subresource.Scale);
        }

        return result;
    }

    private static PrinterColumn ReadColumn(JsonObject column) => new(
        column.Text("name"),
        column.Text("type"),
        column.Text("format"),
        column.Text("description"),
        (int)(column.Whole("priority") ?? 0),
        column.Text("jsonPath"));
}
