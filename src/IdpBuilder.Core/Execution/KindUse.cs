using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Execution;

/// <summary>An object of a package that needs its kind to be known in the package's cluster.</summary>
/// <param name="Package">The package.</param>
/// <param name="Manifest">The object.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="MayBeMissing">Whether it, or its Application, says that the kind may come later.</param>
internal sealed record KindUse(Package Package, Manifest Manifest, SourceSpan Span, bool MayBeMissing)
{
    /// <summary>The kind.</summary>
    public GroupVersionKind Type => Manifest.GroupVersionKind;

    /// <summary>Everything that a package has applied in its own cluster, as far as it is written down.</summary>
    public static IEnumerable<KindUse> Of(Package package)
    {
        var beside = package.Manifests.Select(item => new KindUse(package, item.Manifest, item.Span, MayBeMissing: false));
        return beside.Concat(package.Applications.Where(application => IsHere(application.Manifest)).SelectMany(application => Deployed(package, application))).Where(use => use.Type.Kind.Length > 0);
    }

    private static IEnumerable<KindUse> Deployed(Package package, PackageApplication application)
    {
        var options = SyncOptions.Parse(ApplicationSources.SyncOptions(application.Manifest));
        return application.LocalManifests
            .Where(item => !Hook.IsSkipped(item.Manifest) && !Hook.IsIgnored(item.Manifest))
            .Select(item => new KindUse(package, item.Manifest, item.Span, ResourceSyncOptions.SkipsDryRunOnMissingType(item.Manifest, options)));
    }

    /// <summary>Whether an Application deploys to the cluster it is in.</summary>
    public static bool IsHere(Manifest application)
    {
        var destination = application.Spec.Child("destination");
        return destination.Text("name") is "" or "in-cluster" && destination.Text("server") is "" or "https://kubernetes.default.svc";
    }
}
