using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Reads where an Application's manifests come from and go to.</summary>
public static class ApplicationSources
{
    /// <summary>The sources, each with its path in the Application; <c>sources</c> takes precedence over <c>source</c>. Of an ApplicationSet: those of its template.</summary>
    public static IEnumerable<(JsonObject Source, string Path)> Of(Manifest application)
    {
        var (spec, path) = SpecOf(application);
        if (spec?["sources"] is JsonArray { Count: > 0 } sources)
        {
            return sources.Select((source, index) => (source as JsonObject, $"{path}/sources/{index}"))
                .Where(entry => entry.Item1 is not null)
                .Select(entry => (entry.Item1!, entry.Item2));
        }

        return spec?["source"] is JsonObject single ? [(single, $"{path}/source")] : [];
    }

    /// <summary>The destination namespace; empty for none.</summary>
    public static string DestinationNamespace(Manifest application) =>
        SpecOf(application).Spec?["destination"] is JsonObject destination ? Text(destination, "namespace") : string.Empty;

    /// <summary>The sync options, such as <c>CreateNamespace=true</c>.</summary>
    public static IReadOnlyList<string> SyncOptions(Manifest application) =>
        (SpecOf(application).Spec?["syncPolicy"] as JsonObject)?["syncOptions"] is JsonArray options
            ? [.. options.OfType<JsonValue>().Select(option => option.ToString())]
            : [];

    /// <summary>An Application's spec, or that of an ApplicationSet's template, with its path.</summary>
    public static (JsonObject? Spec, string Path) SpecOf(Manifest application) =>
        application.Kind == ArgoTypes.ApplicationSet.Kind
            ? ((application.Spec?["template"] as JsonObject)?["spec"] as JsonObject, "spec/template/spec")
            : (application.Spec, "spec");

    /// <summary>A field that is text; empty when it is missing or is not.</summary>
    public static string Text(JsonObject parent, string field) =>
        parent[field] is JsonValue value && value.TryGetValue(out string? text) ? text : string.Empty;
}
