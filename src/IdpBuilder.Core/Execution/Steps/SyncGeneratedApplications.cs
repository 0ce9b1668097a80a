using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Waiting;

namespace IdpBuilder.Execution.Steps;

/// <summary>
/// Asks for the sync of what an ApplicationSet made, as installing does for a package's own Applications: templates seldom ask
/// Argo CD to sync by itself.
/// </summary>
/// <param name="package">The package.</param>
/// <param name="set">The ApplicationSet.</param>
internal sealed class SyncGeneratedApplications(Package package, PackageApplication set) : IInstallStep
{
    public string Description => $"Sync the Applications that the ApplicationSet '{set.Name}' makes";

    public async Task RunAsync(InstallContext context, CancellationToken stop)
    {
        var target = new ResourceReference(ArgoTypes.ApplicationSet, set.Manifest.Namespace is { Length: > 0 } space ? space : ArgoTypes.Namespace, set.Name);
        if (ApplicationSetStrategy.IsRolling(set.Manifest))
        {
            context.Reporter.Warning(
                $"The ApplicationSet '{set.Name}' asks for RollingSync, which Argo CD does only where its progressive syncs are enabled. "
                + "Elsewhere, as in an embedded cluster, its Applications are synced all at once, if they sync by themselves.");
            return;
        }

        var api = context.Connection.Api;
        ResourceSelector[] selectors = [new(target.Type, target.Namespace, FieldSelector: $"metadata.name={target.Name}")];
        var outcome = await Wait.ForAsync(
            api, selectors, new SetGenerated(target), context.DependencyTimeout, context.Clock, context.Reporter, stop).ConfigureAwait(false);
        if (outcome.Succeeded)
        {
            await RequestAsync(context, outcome.Objects.All.First(), stop).ConfigureAwait(false);
        }
    }

    // Why a set makes nothing is told by the wait for the package.
    private async Task RequestAsync(InstallContext context, Manifest live, CancellationToken stop)
    {
        var revisions = InstalledRevisions.Of(live);
        var all = await context.Connection.Api.ListAsync(new ResourceSelector(ArgoTypes.Application, live.Namespace), stop).ConfigureAwait(false);
        var generated = all.Items.Where(application => application.Metadata.Children("ownerReferences").Any(owner => owner.Text("uid") == live.Uid));
        await Task.WhenAll(generated.Select(application =>
            new ApplicationWrite(context, package, new GeneratedApplication(context, application, revisions)).RunAsync(stop))).ConfigureAwait(false);
    }
}
