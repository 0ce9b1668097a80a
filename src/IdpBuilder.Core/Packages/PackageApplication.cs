using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>An Application or ApplicationSet of a package.</summary>
/// <param name="Manifest">The object, with <c>cnoe://</c> addresses as they were written.</param>
/// <param name="Span">Where it begins.</param>
/// <param name="References">Each <c>cnoe://</c> address in it → the repository (<see cref="PackageContent.Repository"/>) that serves it.</param>
/// <param name="LocalManifests">What its local directory sources will deploy, in the order of their files.</param>
/// <param name="RemoteSources">Its sources that only Argo CD can render: charts, kustomizations, other repositories.</param>
public sealed record PackageApplication(
    Manifest Manifest,
    SourceSpan Span,
    IReadOnlyDictionary<string, string> References,
    IReadOnlyList<PackageManifest> LocalManifests,
    IReadOnlyList<string> RemoteSources)
{
    /// <summary>Its name.</summary>
    public string Name => Manifest.Name;

    /// <summary>Whether it is an ApplicationSet.</summary>
    public bool IsSet => Manifest.Kind == ArgoTypes.ApplicationSet.Kind;
}
