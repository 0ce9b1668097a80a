using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>
/// Applies a set's <c>templatePatch</c>. It is a strategic merge patch; of an Application's lists only the finalizers are merged,
/// all others are replaced.
/// </summary>
internal static class TemplatePatch
{
    private const string Directive = "$patch";

    /// <summary>The Application with the patch in it; its project stays.</summary>
    /// <param name="application">The rendered Application.</param>
    /// <param name="text">The rendered patch, YAML or JSON.</param>
    /// <param name="reader">Reads it.</param>
    public static JsonObject Apply(JsonObject application, string text, IManifestReader reader)
    {
        var mistakes = new List<Diagnostic>();
        var content = reader.Read(text, "templatePatch", mistakes).FirstOrDefault()?.Content;
        if (mistakes.Find(mistake => mistake.Severity == DiagnosticSeverity.Error) is { } mistake)
        {
            throw new TemplateException($"error while converting template to json \"{text}\": {mistake.Message}");
        }

        var patch = (content ?? new JsonObject()) as JsonObject ?? throw new TemplateException($"invalid templatePatch \"{text}\": it is no object");
        var project = application.Map("spec")?["project"]?.DeepClone();
        var patched = Merge(application, patch);
        if (patched.Map("spec") is { } spec && !JsonNode.DeepEquals(spec["project"], project))
        {
            spec["project"] = project;
        }

        return patched;
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        switch (patch.Text(Directive))
        {
            case "delete":
                return [];
            case "replace":
                var replacement = (JsonObject)patch.DeepClone();
                replacement.Remove(Directive);
                return replacement;
        }

        var merged = (JsonObject)target.DeepClone();
        foreach (var (key, value) in patch.Where(pair => !pair.Key.StartsWith('$')))
        {
            switch (value)
            {
                case null:
                    merged.Remove(key);
                    break;
                case JsonObject nested:
                    merged[key] = Merge(merged.Map(key) ?? [], nested);
                    break;
                case JsonArray added when key == "finalizers" && merged[key] is JsonArray present:
                    merged[key] = Union(present, added);
                    break;
                default:
                    merged[key] = value.DeepClone();
                    break;
            }
        }

        return merged;
    }

    private static JsonArray Union(JsonArray present, JsonArray added)
    {
        var union = (JsonArray)present.DeepClone();
        foreach (var item in added.Where(item => !union.Any(other => JsonNode.DeepEquals(other, item))))
        {
            union.Add(item?.DeepClone());
        }

        return union;
    }
}
