using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Sees the manifests in documents.</summary>
public static class ManifestDocuments
{
    /// <summary>The objects of a document: itself, or the items of a <c>List</c>. A document that is no mapping has none.</summary>
    public static IEnumerable<Manifest> ManifestsOf(ManifestDocument document) =>
        document.Content is JsonObject json ? ManifestsOf(new Manifest(json)) : [];

    /// <summary>The object itself, or the items of a <c>List</c>.</summary>
    public static IEnumerable<Manifest> ManifestsOf(Manifest manifest) => IsList(manifest)
        ? manifest.Json["items"]!.AsArray().OfType<JsonObject>().Select(item => new Manifest((JsonObject)item.DeepClone()))
        : [manifest];

    /// <summary>Whether a document says what Kubernetes object it is.</summary>
    public static bool IsManifest(ManifestDocument document) =>
        document.Content is JsonObject json && new Manifest(json) is { ApiVersion.Length: > 0, Kind.Length: > 0 };

    /// <summary>Whether a document has at least one of the fields that make a manifest.</summary>
    public static bool IsMeantAsManifest(ManifestDocument document) =>
        document.Content is JsonObject json && (json.ContainsKey("apiVersion") || json.ContainsKey("kind") || json.ContainsKey("metadata"));

    private static bool IsList(Manifest manifest) =>
        manifest.Json["items"] is JsonArray && manifest.ApiVersion.Length > 0 && manifest.Kind.EndsWith("List", StringComparison.Ordinal);
}
