using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Sync;

/// <summary>Reads which kind a CustomResourceDefinition defines.</summary>
public static class CustomResourceDefinitions
{
    /// <summary>Whether the manifest is one.</summary>
    public static bool IsDefinition(Manifest manifest) =>
        manifest.Kind == "CustomResourceDefinition" && manifest.GroupVersionKind.Group == "apiextensions.k8s.io";

    /// <summary><c>group/Kind</c> of the kind it defines; null for any other manifest and for an incomplete one.</summary>
    public static string? DefinedKind(Manifest manifest) =>
        IsDefinition(manifest)
        && manifest.Spec?["group"] is JsonValue groupValue && groupValue.TryGetValue(out string? group)
        && (manifest.Spec["names"] as JsonObject)?["kind"] is JsonValue kindValue && kindValue.TryGetValue(out string? kind)
            ? $"{group}/{kind}"
            : null;

    /// <summary><c>group/Kind</c> of a type.</summary>
    public static string KeyOf(GroupVersionKind type) => $"{type.Group}/{type.Kind}";
}
