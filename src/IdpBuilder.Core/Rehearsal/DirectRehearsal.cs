using IdpBuilder.Direct;
using IdpBuilder.Manifests;
using IdpBuilder.Planning;
using IdpBuilder.Reporting;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Says what applying or removing packages without Argo CD would change. The records that the module keeps for itself are no part of it.</summary>
/// <param name="api">The cluster.</param>
/// <param name="clock">Its time.</param>
/// <param name="reporter">Is told what the server warns of.</param>
internal sealed class DirectRehearsal(IKubernetesApi api, TimeProvider clock, IRunReporter reporter)
{
    private readonly LiveView _view = new(api);

    /// <summary>What applying a package would do.</summary>
    /// <param name="package">The package, rendered.</param>
    /// <param name="outlook">What the packages of the same run bring.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> ApplyAsync(DirectPackage package, RunOutlook outlook, CancellationToken stop)
    {
        var name = package.Package.Name;
        var record = await DirectRecords.FindAsync(api, name, stop).ConfigureAwait(false);
        var served = await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        var changes = new List<PackageChange>();
        foreach (var (application, planned) in package.Applications)
        {
            var targets = DirectTargets.Of(application, planned, served);
            var operation = DirectOperation.Begin(record?.Of(application), targets, clock);
            var live = await _view.ReadAsync(operation.Everything, stop).ConfigureAwait(false);
            var request = targets.RequestOf(operation, live.Find);
            var dryRun = new DryRun(api, WriteOptions.DefaultFieldManager, request.Options, mergesOnServer: true, reporter);
            changes.AddRange(await new SyncRehearsal(_view, dryRun, rights: null, outlook).RunAsync(name, application, request, operation.Results, stop).ConfigureAwait(false));
        }

        foreach (var gone in record?.Operations.Where(operation => package.Applications.All(item => item.Key != operation.Application)).Reverse() ?? [])
        {
            changes.AddRange(await RemoveAsync(name, gone, "no longer in the package", stop).ConfigureAwait(false));
        }

        return changes;
    }

    /// <summary>What removing a package would do.</summary>
    public async Task<IReadOnlyList<PackageChange>> RemoveAsync(DirectRecord record, CancellationToken stop)
    {
        var changes = new List<PackageChange>();
        foreach (var operation in record.Operations.Reverse())
        {
            changes.AddRange(await RemoveAsync(record.Package, operation, string.Empty, stop).ConfigureAwait(false));
        }

        return changes;
    }

    private async Task<IEnumerable<PackageChange>> RemoveAsync(string package, DirectOperation operation, string why, CancellationToken stop)
    {
        var live = await _view.ReadAsync(operation.Everything, stop).ConfigureAwait(false);
        var targets = DirectTargets.None(operation);
        var own = live.All.Where(targets.IsOwn).OrderByDescending(SyncWave.Of).ThenBy(manifest => manifest.Key.ToString(), StringComparer.Ordinal);
        return
        [
            .. HooksOf(package, operation, HookKind.PreDelete),
            .. own.Select(manifest => DirectTargets.GoesWithPackage(manifest)
                ? new PackageChange(package, operation.Application, ChangeAction.Delete, manifest.Kind, manifest.Namespace, manifest.Name, [], why)
                : new PackageChange(package, operation.Application, ChangeAction.None, manifest.Kind, manifest.Namespace, manifest.Name, [], "asks to be kept")),
            .. HooksOf(package, operation, HookKind.PostDelete),
        ];
    }

    private static IEnumerable<PackageChange> HooksOf(string package, DirectOperation operation, HookKind kind) =>
        operation.Hooks.Where(hook => hook.Kind == kind && !hook.IsDone).Select(hook => new PackageChange(
            package, operation.Application, ChangeAction.Run, hook.Object.Type.Kind, hook.Object.Namespace, hook.Object.Name, [], $"{kind} hook"));
}
