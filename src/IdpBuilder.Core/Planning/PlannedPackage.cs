using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Planning;

/// <summary>What a plan is made of: the rendered manifests of one Application and what its spec says about their sync.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Namespace">The Application's destination namespace; empty for none.</param>
/// <param name="Manifests">The rendered manifests, in the order of their files.</param>
/// <param name="Options">The Application's sync options.</param>
public sealed record PlannedPackage(
    string Name, string Namespace, IReadOnlyList<PlannedManifest> Manifests, SyncOptions Options)
{
    /// <summary>What a package's Application will deploy from local directories.</summary>
    public static PlannedPackage From(Package package, PackageApplication application)
    {
        var spec = application.Manifest.Spec;
        return new PlannedPackage(
            package.Name,
            spec.Child("destination").Text("namespace"),
            [.. application.LocalManifests.Select(item => new PlannedManifest(item.Manifest, item.Span.ToString()))],
            SyncOptions.Parse(spec.Child("syncPolicy").Texts("syncOptions")));
    }
}
