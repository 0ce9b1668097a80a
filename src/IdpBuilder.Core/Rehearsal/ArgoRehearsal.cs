using IdpBuilder.Execution;
using IdpBuilder.Execution.Steps;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Planning;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Says what installing a package through Argo CD would change: what the module applies, and what Argo CD would then deploy.</summary>
/// <param name="context">The installation; the revisions it would publish are noted in it.</param>
internal sealed class ArgoRehearsal(InstallContext context)
{
    private readonly LiveView _view = new(context.Connection.Api);
    private readonly DryRun _own = new(context.Connection.Api, WriteOptions.DefaultFieldManager, new SyncOptions(), mergesOnServer: true, context.Reporter);
    private readonly DeploymentRehearsal _deployments = new(context);

    /// <summary>What installing a package would do.</summary>
    /// <param name="package">The package.</param>
    /// <param name="rendered">What each of its Applications deploys, in their order.</param>
    /// <param name="outlook">What the packages of the same run bring.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> InstallAsync(
        Package package, IReadOnlyList<PlannedPackage> rendered, RunOutlook outlook, CancellationToken stop)
    {
        var changes = new List<PackageChange>();
        foreach (var content in package.Contents)
        {
            var repository = await new PublishRepository(content).RepositoryAsync(context, stop).ConfigureAwait(false);
            changes.Add(await PublishAsync(package.Name, repository, stop).ConfigureAwait(false));
        }

        foreach (var item in package.Manifests)
        {
            var there = await _view.GetAsync(ResourceReference.To(item.Manifest), stop).ConfigureAwait(false);
            changes.Add(await ApplyAsync(package.Name, new ApplyManifest(package, item).Marked(there), outlook, stop).ConfigureAwait(false));
        }

        foreach (var (application, planned) in package.Applications.Zip(rendered))
        {
            changes.AddRange(await DeployAsync(package, application, planned, outlook, stop).ConfigureAwait(false));
        }

        var before = await PackageFootprint.ReadAsync(context.Connection.Api, package.Name, stop).ConfigureAwait(false);
        var leftovers = new PruneLeftovers(package, before).Leftovers(context);
        changes.AddRange(await new RemovalRehearsal(context, _view).RunAsync(package.Name, leftovers, "no longer in the package", stop).ConfigureAwait(false));
        return changes;
    }

    private async Task<PackageChange> PublishAsync(string package, Git.RepositorySpec repository, CancellationToken stop)
    {
        var published = await context.Connection.Git.PreviewAsync(repository, stop).ConfigureAwait(false);
        var known = await context.Connection.Git.ListAsync(stop).ConfigureAwait(false);
        context.Revisions[published.Name] = published.Revision;
        var action = !published.Changed ? ChangeAction.None : known.Any(other => other.Name == published.Name) ? ChangeAction.Change : ChangeAction.Create;
        return new PackageChange(package, string.Empty, action, "Repository", string.Empty, published.Name, [], action == ChangeAction.Change ? "a new commit" : string.Empty);
    }

    private async Task<PackageChange> ApplyAsync(string package, Manifest target, RunOutlook outlook, CancellationToken stop)
    {
        var type = await _view.FindTypeAsync(target.GroupVersionKind, stop).ConfigureAwait(false);
        var foreseen = type is null && outlook.Defines(target.GroupVersionKind)
            ? Foreseen.Of(ChangeAction.Create, "created after its definition")
            : type is { Namespaced: true } && await outlook.InNamespaceAsync(package, target.Namespace, _view, stop).ConfigureAwait(false) is { } coming
            ? coming
            : await _own.TryAsync(target, await _view.GetAsync(ResourceReference.To(target), stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        return new PackageChange(package, string.Empty, foreseen.Action, target.Kind, target.Namespace, target.Name, foreseen.Fields, foreseen.Message);
    }

    private async Task<IEnumerable<PackageChange>> DeployAsync(
        Package package, PackageApplication application, PlannedPackage planned, RunOutlook outlook, CancellationToken stop)
    {
        // What is noted for the time of the installation only is no difference.
        var wanted = await new ApplyApplication(package, application, before: null).MarkedAsync(context, stop).ConfigureAwait(false);
        var live = await _view.GetAsync(ResourceReference.To(wanted), stop).ConfigureAwait(false);
        var foreseen = await _own.TryAsync(wanted, live, stop).ConfigureAwait(false);
        var decision = await DecideAsync(wanted, live, application.IsSet, stop).ConfigureAwait(false);
        var message = foreseen.Message.Length > 0 ? foreseen.Message : decision switch
        {
            SyncDecision.Await => "when the sync of an earlier version has ended",
            SyncDecision.Terminate => "the sync of an earlier version is ended",
            SyncDecision.Leave when !application.IsSet => "nothing to sync",
            _ => string.Empty,
        };
        var own = new PackageChange(package.Name, application.Name, foreseen.Action, wanted.Kind, wanted.Namespace, wanted.Name, foreseen.Fields, message);
        var deployed = decision == SyncDecision.Leave || foreseen.Action == ChangeAction.Refuse
            ? []
            : await _deployments.RunAsync(package, wanted, live, planned, outlook, stop).ConfigureAwait(false);
        return [own, .. planned.LeftOut.Select(source => LeftOut(package, application, source)), .. deployed];
    }

    private async Task<SyncDecision> DecideAsync(Manifest wanted, Manifest? live, bool isSet, CancellationToken stop)
    {
        if (isSet)
        {
            return SyncDecision.Leave;
        }

        if (live is null)
        {
            return SyncDecision.Request;
        }

        var change = new AppliedApplication(context, wanted);
        return RequestedSync.Decide(live, change.Revisions, await change.CircumstancesAsync(live, stop).ConfigureAwait(false));
    }

    private static PackageChange LeftOut(Package package, PackageApplication application, LeftOutSource source) =>
        new(package.Name, application.Name, ChangeAction.Unknown, "Source", string.Empty, source.Name, [], source.Reason);
}
