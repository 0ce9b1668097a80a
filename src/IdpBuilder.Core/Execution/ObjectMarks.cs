using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Execution;

/// <summary>Writes labels and annotations into a manifest.</summary>
internal static class ObjectMarks
{
    /// <summary>Sets a label.</summary>
    public static void Label(Manifest manifest, string name, string value) => Set(manifest, "labels", name, value);

    /// <summary>Sets an annotation.</summary>
    public static void Annotate(Manifest manifest, string name, string value) => Set(manifest, "annotations", name, value);

    private static void Set(Manifest manifest, string map, string name, string value)
    {
        var metadata = Child(manifest.Json, "metadata");
        Child(metadata, map)[name] = value;
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
