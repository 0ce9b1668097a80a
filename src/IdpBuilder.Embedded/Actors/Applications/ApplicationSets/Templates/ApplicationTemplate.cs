using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Makes Applications of templates.</summary>
internal static class ApplicationTemplate
{
    private static readonly string[] MetadataFields = ["name", "namespace", "labels", "annotations", "finalizers"];

    /// <summary>A generator's own template, with what it leaves out from the set's.</summary>
    public static JsonObject Merge(JsonObject? own, JsonObject ofSet)
    {
        var merged = (JsonObject?)own?.DeepClone() ?? [];
        Fill(merged, ofSet);
        return merged;
    }

    /// <summary>The Application for one set of parameters. Without any parameter the template is taken as it is.</summary>
    /// <param name="template">The template.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="language">The language of the template.</param>
    /// <param name="deletesResources">Whether what the Application deploys is deleted with it.</param>
    public static JsonObject ToApplication(
        JsonObject template, IReadOnlyDictionary<string, object?> parameters, ITemplateLanguage language, bool deletesResources)
    {
        var source = parameters.Count == 0 ? template : JsonTemplate.Render(template, parameters, language);
        var metadata = new JsonObject();
        foreach (var field in MetadataFields.Where(field => source.Map("metadata")?[field] is not null))
        {
            metadata[field] = source.Map("metadata")![field]!.DeepClone();
        }

        if (deletesResources && parameters.Count > 0 && metadata["finalizers"] is not JsonArray { Count: > 0 })
        {
            metadata["finalizers"] = new JsonArray(ArgoTypes.CascadeFinalizer);
        }

        return new JsonObject
        {
            ["apiVersion"] = "argoproj.io/v1alpha1",
            ["kind"] = "Application",
            ["metadata"] = metadata,
            ["spec"] = source.Map("spec")?.DeepClone() ?? new JsonObject(),
        };
    }

    /// <summary>Whether a value is what Go leaves a field at: nothing, zero, or made of such values only.</summary>
    public static bool IsZero(JsonNode? node) => node switch
    {
        null => true,
        JsonObject map => map.All(pair => IsZero(pair.Value)),
        JsonArray list => list.Count == 0,
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>().Length == 0,
            JsonValueKind.Number => node.Deserialize<double>() == 0,
            var kind => kind != JsonValueKind.True,
        },
    };

    private static void Fill(JsonObject target, JsonObject source)
    {
        foreach (var (key, value) in source)
        {
            if (IsZero(target[key]))
            {
                target[key] = value?.DeepClone();
            }
            else if (target[key] is JsonObject nested && value is JsonObject other)
            {
                Fill(nested, other);
            }
        }
    }
}
