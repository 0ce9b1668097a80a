using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Sees the manifests in documents.</summary>
public static class ManifestDocuments
{
    /// <summary>The objects of a document: itself, or the items of a <c>List</c>. A document that is no mapping has none.</summary>
    public static IEnumerable<Manifest> ManifestsOf(ManifestDocument document) =>
        document.Content is JsonObject json ? ManifestsOf(new Manifest(json)) : [];

    /// <summary>The object itself, or the items of a list; a list in a list stays one, as in Argo CD.</summary>
    public static IEnumerable<Manifest> ManifestsOf(Manifest manifest) => ItemsOf(manifest) is { } items
        ? items.OfType<JsonObject>().Select(item => new Manifest((JsonObject)item.DeepClone()))
        : [manifest];

    /// <summary>What stands in a list, none where its <c>items</c> are null; null for an object that is no list.</summary>
    /// <remarks>Source: argo-cd reposerver/repository/repository.go, <c>GenerateManifests</c> and <c>isNullList</c>.</remarks>
    public static JsonArray? ItemsOf(Manifest manifest) => manifest.Json switch
    {
        _ when manifest.Kind.Length == 0 || !manifest.Json.ContainsKey("items") => null,
        { } json when json["items"] is null => json.ContainsKey("spec") || json.ContainsKey("status") ? null : [],
        { } json => json["items"] as JsonArray,
    };

    /// <summary>Whether a document says what Kubernetes object it is.</summary>
    public static bool IsManifest(ManifestDocument document) =>
        document.Content is JsonObject json && new Manifest(json) is { ApiVersion.Length: > 0, Kind.Length: > 0 };

    /// <summary>Whether a document has at least one of the fields that make a manifest.</summary>
    public static bool IsMeantAsManifest(ManifestDocument document) =>
        document.Content is JsonObject json && (json.ContainsKey("apiVersion") || json.ContainsKey("kind") || json.ContainsKey("metadata"));
}
