using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Sync;

namespace IdpBuilder.Execution.Steps;

/// <summary>Applies an Application or ApplicationSet, its <c>cnoe://</c> addresses turned into those of the git server.</summary>
/// <param name="package">The package.</param>
/// <param name="application">The Application.</param>
/// <param name="before">What the package had in the cluster before this installation; null for nothing.</param>
internal sealed class ApplyApplication(Package package, PackageApplication application, PackageFootprint? before) : IInstallStep
{
    public string Description => $"Apply the {application.Manifest.Kind} '{application.Name}'";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var manifest = await MarkedAsync(context, stop).ConfigureAwait(false);
        if (!application.IsSet)
        {
            await new ApplicationWrite(context, package, new AppliedApplication(context, manifest)).RunAsync(stop).ConfigureAwait(false);
            return;
        }

        await context.Connection.Api.ApplyAsync(manifest, new WriteOptions(Force: true), stop).ConfigureAwait(false);
        context.Reporter.Verbose($"Applied {manifest}.");
    }

    /// <summary>The object as it is applied.</summary>
    internal async Task<Manifest> MarkedAsync(InstallContext context, CancellationToken stop)
    {
        var manifest = application.Manifest.Clone();
        CnoeAddress.Rewrite(manifest.Json, await context.UrlsOfAsync(application.References, stop).ConfigureAwait(false));
        manifest.Metadata!["namespace"] ??= ArgoTypes.Namespace;

        ObjectMarks.Label(manifest, PackageLabels.Name, package.Name);
        ObjectMarks.Label(manifest, PackageLabels.Type, manifest.Label(PackageLabels.Type) == PackageLabels.CoreType ? PackageLabels.CoreType : PackageLabels.CustomType);
        ObjectMarks.Label(manifest, PackageLabels.Owner, package.Name);
        ObjectMarks.Annotate(manifest, PackageLabels.SourcePath, package.Path);
        ObjectMarks.Annotate(manifest, PackageLabels.SourceOptions, package.Options.ToAnnotation());
        ObjectMarks.Annotate(manifest, PackageLabels.Installation, context.Installation);
        ObjectMarks.Annotate(manifest, PackageLabels.Revisions, InstalledRevisions.ToAnnotation(Revisions(context)));
        ObjectMarks.Annotate(manifest, PackageLabels.Manifests, PackageFootprint.Write(package.Manifests));
        ObjectMarks.Annotate(manifest, PackageLabels.Ready, ReadyObjects.ToAnnotation(package.Ready));
        ObjectMarks.Annotate(manifest, PackageLabels.DependsOn, string.Join(',', package.DependsOn));

        // What is written down here is not lost when this run is broken off before it has removed it.
        if (before?.Without(package, context.RepositoryPrefix).WriteLeftovers() is { Length: > 0 } leftovers)
        {
            ObjectMarks.Annotate(manifest, PackageLabels.Leftovers, leftovers);
        }

        // The first look at the new content is now, not at the next resync.
        var (refresh, how) = application.IsSet ? (ApplicationSetReadiness.RefreshAnnotation, "true") : (ArgoAnnotations.Refresh, "normal");
        ObjectMarks.Annotate(manifest, refresh, how);
        return manifest;
    }

    private Dictionary<string, string> Revisions(InstallContext context)
    {
        var revisions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var repository in application.References.Values)
        {
            var name = context.RepositoryPrefix + repository;
            revisions[name] = context.Revisions[name];
        }

        return revisions;
    }
}
