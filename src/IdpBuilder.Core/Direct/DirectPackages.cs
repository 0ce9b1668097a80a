using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Planning;
using IdpBuilder.Sync;
using IdpBuilder.Waiting;

namespace IdpBuilder.Direct;

/// <summary>Applies and removes packages without Argo CD, one run at a time.</summary>
/// <param name="context">What it works with; its time-out is that of a package.</param>
internal sealed class DirectPackages(InstallContext context)
{
    /// <summary>Applies a package; what an earlier run applied and this one does not want is removed.</summary>
    /// <param name="package">The package.</param>
    /// <param name="rendered">Its Applications, rendered, in their order.</param>
    /// <param name="stop">Cancelled by the user.</param>
    /// <returns>The state it is left in: what a look at it later told could be another run's.</returns>
    public Task<PackageStatus> ApplyAsync(Package package, IReadOnlyList<KeyValuePair<string, PlannedPackage>> rendered, CancellationToken stop) =>
        AloneAsync(package.Name, async (record, live, run) =>
        {
            record = (record ?? new DirectRecord(package.Name, string.Empty, string.Empty, [], [])) with
            {
                Path = package.Path,
                Options = package.Options,
                Installation = context.Installation,
                DependsOn = package.DependsOn,
                Ready = package.Ready,
            };
            var served = await context.Connection.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
            foreach (var (application, planned) in rendered)
            {
                record = await run(record, DirectTargets.Of(application, planned, served)).ConfigureAwait(false);
            }

            foreach (var gone in record.Operations.Where(operation => rendered.All(item => item.Key != operation.Application)).Reverse().ToArray())
            {
                record = await RemoveAsync(record, gone, run).ConfigureAwait(false);
            }

            await DirectRecords.SaveAsync(context.Connection.Api, record, stop).ConfigureAwait(false);
            return DirectStatuses.Of(context.Connection, record, live.Find);
        }, stop);

    /// <summary>Removes a package with everything that was applied for it; nothing when there is none.</summary>
    public Task RemoveAsync(string package, CancellationToken stop) =>
        AloneAsync(package, async (record, _, run) =>
        {
            foreach (var operation in record?.Operations.Reverse().ToArray() ?? [])
            {
                record = await RemoveAsync(record!, operation, run).ConfigureAwait(false);
            }

            await DirectRecords.DeleteAsync(context.Connection.Api, package, stop).ConfigureAwait(false);
            return record;
        }, stop);

    private static async Task<DirectRecord> RemoveAsync(
        DirectRecord record, DirectOperation operation, Func<DirectRecord, DirectTargets, Task<DirectRecord>> run)
    {
        var after = await run(record, DirectTargets.None(operation)).ConfigureAwait(false);
        return after.Without(operation.Application);
    }

    private async Task<T> AloneAsync<T>(
        string package, Func<DirectRecord?, LiveInventory, Func<DirectRecord, DirectTargets, Task<DirectRecord>>, Task<T>> work, CancellationToken stop)
    {
        var api = context.Connection.Api;
        var deadline = Deadline.After(context.DependencyTimeout, context.Clock);
        await DirectRecords.PrepareAsync(api, stop).ConfigureAwait(false);
        var holder = $"{Environment.MachineName}_{Environment.ProcessId}_{Guid.NewGuid():N}";
        var lease = await PackageLease.TakeAsync(api, package, holder, deadline, context.Reporter, stop).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            using var late = new CancellationTokenSource(deadline.Left, deadline.Clock);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token, lease.Lost);
            DirectSync? current = null;
            var live = new LiveInventory(api);
            await using var watches = live.ConfigureAwait(false);
            try
            {
                return await work(await DirectRecords.FindAsync(api, package, ending.Token).ConfigureAwait(false), live, async (record, targets) =>
                {
                    current = new DirectSync(context, live, record, targets);
                    var after = await current.RunAsync(ending.Token).ConfigureAwait(false);
                    return after.Of(targets.Application) is { Phase: OperationPhase.Succeeded } ? after : throw DirectFailures.Failed(package, after.Of(targets.Application)!);
                }).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw lease.Lost.IsCancellationRequested
                    ? DirectFailures.LeaseLost(package)
                    : DirectFailures.TimedOut(package, context.DependencyTimeout, current?.WaitsFor ?? string.Empty);
            }
            catch (KubernetesApiException failure) when (failure.Kind == FailureKind.Unreachable)
            {
                throw DirectFailures.ClusterGone(package, current?.WaitsFor ?? string.Empty, failure);
            }
        }
    }
}
