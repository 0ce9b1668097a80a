using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>Reads the files in a source's path that change how it is rendered: <c>.argocd-source.yaml</c>, then the Application's own.</summary>
internal static class SourceOverrides
{
    private const string Prefix = ".argocd-source";

    // Where a source lies cannot be changed from inside of it.
    private static readonly string[] Fixed = ["repoURL", "targetRevision", "path", "chart"];

    /// <summary>Whether a file is such a one.</summary>
    public static bool IsOverride(string file) =>
        file.StartsWith(Prefix, StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal);

    /// <summary>The source as its files change it.</summary>
    /// <param name="source">The source as the Application writes it.</param>
    /// <param name="content">Its files.</param>
    /// <param name="application">The Application's name, as tracking ids have it.</param>
    /// <param name="reader">Reads the files.</param>
    public static ApplicationSource Apply(ApplicationSource source, SourceContent content, string application, IManifestReader reader)
    {
        var merged = source.Json;
        foreach (var file in new[] { $"{Prefix}.yaml", $"{Prefix}-{application}.yaml" }.Where(content.Has))
        {
            var mistakes = new List<Diagnostic>();
            var documents = reader.Read(content.Read(file), file, mistakes);
            merged = mistakes.Count == 0 && documents.FirstOrDefault()?.Content is null or JsonObject
                ? MergePatch.Apply(merged, (JsonObject?)documents.FirstOrDefault()?.Content ?? [])
                : throw RenderingFailures.OverrideUnreadable(file, mistakes);
        }

        return ReferenceEquals(merged, source.Json) ? source : new ApplicationSource(WithFixed(merged, source.Json));
    }

    private static JsonObject WithFixed(JsonObject merged, JsonObject source)
    {
        foreach (var field in Fixed)
        {
            merged.Remove(field);
            if (source[field] is { } value)
            {
                merged[field] = value.DeepClone();
            }
        }

        return merged;
    }
}
