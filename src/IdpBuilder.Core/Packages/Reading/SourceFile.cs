using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>A file of a package's directory.</summary>
/// <param name="Path">Its path, in full.</param>
/// <param name="Shown">Its name in diagnostics.</param>
/// <param name="Documents">Its documents.</param>
internal sealed record SourceFile(string Path, string Shown, IReadOnlyList<ManifestDocument> Documents)
{
    /// <summary>Its manifests, those of lists too, each with its document.</summary>
    public IEnumerable<(ManifestDocument Document, Manifest Manifest)> Manifests() =>
        Documents.SelectMany(document => ManifestDocuments.ManifestsOf(document).Select(manifest => (document, manifest)));

    /// <summary>Whether it holds an Application or ApplicationSet.</summary>
    public bool HasApplication() => Manifests().Any(entry => ArgoTypes.IsApplication(entry.Manifest));
}
