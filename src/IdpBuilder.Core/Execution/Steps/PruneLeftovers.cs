using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Execution.Steps;

/// <summary>Removes what an earlier installation of the package applied and this one did not.</summary>
/// <param name="package">The package as it is now.</param>
/// <param name="before">What it had in the cluster before this installation.</param>
internal sealed class PruneLeftovers(Package package, PackageFootprint before) : IInstallStep
{
    public string Description => $"Remove what is no longer part of '{package.Name}'";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var leftovers = Leftovers(context);
        await PackageRemoval.RunAsync(context, leftovers, stop).ConfigureAwait(false);
        if (leftovers.WriteLeftovers().Length > 0)
        {
            await ForgetAsync(context.Connection.Api, stop).ConfigureAwait(false);
        }
    }

    /// <summary>What stays out of the new state of the package.</summary>
    internal PackageFootprint Leftovers(InstallContext context) => before.Without(package, context.RepositoryPrefix);

    // From now on such objects may be somebody else's.
    private async Task ForgetAsync(IKubernetesApi api, CancellationToken stop)
    {
        foreach (var application in package.Applications)
        {
            var target = ResourceReference.To(application.Manifest);
            var forgotten = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [PackageLabels.Leftovers] = null } } };
            await api.PatchAsync(
                target.Namespace.Length > 0 ? target : target with { Namespace = ArgoTypes.Namespace }, ManifestPatch.Merge(forgotten), WriteOptions.Default, stop).ConfigureAwait(false);
        }
    }
}
