using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Names what a spec asks for and the embedded cluster accepts without doing it.</summary>
internal static class Pretences
{
    /// <summary>A sentence about them; empty when everything asked for is done.</summary>
    public static string In(JsonObject spec)
    {
        var ignored = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var template in spec.Children("templates").Append(spec.Child("templateDefaults") ?? []))
        {
            if (template.Child("inputs").Children("artifacts").Concat(template.Child("outputs").Children("artifacts")).Any())
            {
                ignored.Add("artifacts");
            }

            ignored.UnionWith(new[] { "memoize", "metrics" }.Where(field => template[field] is not null));
        }

        ignored.UnionWith(new[] { "metrics", "volumeClaimTemplates", "podDisruptionBudget", "archiveLogs" }.Where(field => spec[field] is not null));
        if (spec.Child("arguments").Children("artifacts").Any())
        {
            ignored.Add("artifacts");
        }

        return ignored.Count == 0 ? string.Empty : $"The embedded cluster accepts and ignores: {string.Join(", ", ignored)}";
    }
}
