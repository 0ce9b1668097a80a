using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>An Application or ApplicationSet of a package.</summary>
/// <param name="Manifest">The object, with <c>cnoe://</c> addresses as they were written.</param>
/// <param name="Span">Where it begins.</param>
/// <param name="References">Each <c>cnoe://</c> address in it → the repository (<see cref="PackageContent.Repository"/>) that serves it.</param>
/// <param name="Sources">Where an Application's manifests come from, in its order; none of an ApplicationSet, which has templates only.</param>
public sealed record PackageApplication(
    Manifest Manifest,
    SourceSpan Span,
    IReadOnlyDictionary<string, string> References,
    IReadOnlyList<PackageApplicationSource> Sources)
{
    /// <summary>Its name.</summary>
    public string Name => Manifest.Name;

    /// <summary>Whether it is an ApplicationSet.</summary>
    public bool IsSet => Manifest.Kind == ArgoTypes.ApplicationSet.Kind;

    /// <summary>What its local directories deploy as it is written, in the order of sources and files.</summary>
    public IEnumerable<PackageManifest> LocalManifests => Sources.SelectMany(source => source.Manifests ?? []);
}
