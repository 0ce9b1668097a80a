using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Finds the images that a workload's containers run.</summary>
public static class ContainerImages
{
    private static readonly string[][] Paths =
    [
        ["spec", "containers"],
        ["spec", "template", "spec", "containers"],
        ["spec", "jobTemplate", "spec", "template", "spec", "containers"],
    ];

    /// <summary>The images in order; init containers do not count, as with Argo CD.</summary>
    public static IReadOnlyList<string> Of(Manifest manifest)
    {
        foreach (var path in Paths)
        {
            if (Follow(manifest.Json, path) is JsonArray containers)
            {
                return containers.Select(Image).OfType<string>().ToArray();
            }
        }

        return [];
    }

    private static JsonNode? Follow(JsonObject root, string[] path)
    {
        JsonNode? node = root;
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private static string? Image(JsonNode? container) =>
        (container as JsonObject)?["image"] is JsonValue value && value.TryGetValue(out string? image) ? image : null;
}
