using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>What a dry run on the client finds: metadata that no Kubernetes object can have.</summary>
internal static class ManifestShape
{
    public static void Check(Manifest manifest)
    {
        if (manifest.Name.Length == 0 && manifest.GenerateName.Length == 0)
        {
            throw ApplicationFailures.WithoutName(manifest);
        }

        foreach (var field in new[] { "labels", "annotations" })
        {
            if (manifest.Metadata?[field] is not { } node)
            {
                continue;
            }

            var wrong = node is JsonObject map
                ? map.FirstOrDefault(entry => entry.Value is not JsonValue value || !value.TryGetValue(out string? _)).Key
                : string.Empty;
            if (wrong is not null)
            {
                throw ApplicationFailures.NotText(manifest, wrong.Length == 0 ? field : $"{field}.{wrong}");
            }
        }
    }
}
