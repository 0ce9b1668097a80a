using IdpBuilder.Manifests;

namespace IdpBuilder.Execution.Steps;

/// <summary>Removes what an earlier installation of the package applied and this one did not.</summary>
/// <param name="package">The package as it is now.</param>
/// <param name="before">What it had in the cluster before this installation.</param>
internal sealed class PruneLeftovers(Package package, PackageFootprint before) : IInstallStep
{
    public string Description => $"Remove what is no longer part of '{package.Name}'";

    public Task RunAsync(InstallContext context, CancellationToken stop) => PackageRemoval.RunAsync(context, Leftovers(context), stop);

    /// <summary>What stays out of the new state of the package.</summary>
    internal PackageFootprint Leftovers(InstallContext context)
    {
        var applications = package.Applications.Select(application => (application.Manifest.Kind, application.Name)).ToHashSet();
        var manifests = package.Manifests.Select(item => ResourceReference.To(item.Manifest)).ToHashSet();
        var repositories = package.Contents.Select(content => context.RepositoryPrefix + content.Repository).ToHashSet(StringComparer.Ordinal);
        return new PackageFootprint(
            [.. before.Applications.Where(application => !applications.Contains((application.Kind, application.Name)))],
            [.. before.Manifests.Where(reference => !manifests.Contains(reference))],
            [.. before.Repositories.Where(name => !repositories.Contains(name))]);
    }
}
