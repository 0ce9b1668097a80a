using IdpBuilder.Errors;
using IdpBuilder.Execution;
using IdpBuilder.Planning;
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
        AloneAsync(package.Name, removes: false, async (run, ending) =>
        {
            run.Record = (run.Record ?? new DirectRecord(package.Name, string.Empty, string.Empty, [], [])) with
            {
                Path = package.Path,
                Options = package.Options,
                Installation = context.Installation,
                DependsOn = package.DependsOn,
                Ready = package.Ready,
            };
            foreach (var (application, planned) in rendered)
            {
                // An Application before it may have brought types.
                var served = await context.Connection.Api.DiscoverAsync(refresh: false, ending).ConfigureAwait(false);
                await run.CarryOutAsync(DirectTargets.Of(application, planned, served), ending).ConfigureAwait(false);
            }

            foreach (var gone in run.Record.Operations.Where(operation => rendered.All(item => item.Key != operation.Application)).Reverse().ToArray())
            {
                await run.RemoveAsync(gone, ending).ConfigureAwait(false);
            }

            await DirectRecords.SaveAsync(context.Connection.Api, run.Record, ending).ConfigureAwait(false);
            return run.Status;
        }, stop);

    /// <summary>Removes a package with everything that was applied for it; nothing when there is none.</summary>
    public Task RemoveAsync(string package, CancellationToken stop) =>
        AloneAsync(package, removes: true, async (run, ending) =>
        {
            foreach (var operation in run.Record?.Operations.Reverse().ToArray() ?? [])
            {
                await run.RemoveAsync(operation, ending).ConfigureAwait(false);
            }

            await DirectRecords.DeleteAsync(context.Connection.Api, package, ending).ConfigureAwait(false);
            return run.Record;
        }, stop);

    private async Task<T> AloneAsync<T>(string package, bool removes, Func<DirectRun, CancellationToken, Task<T>> work, CancellationToken stop)
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
            var live = new LiveInventory(api);
            await using var watches = live.ConfigureAwait(false);
            var run = new DirectRun(context, package, removes, live);
            try
            {
                run.Record = await DirectRecords.FindAsync(api, package, ending.Token).ConfigureAwait(false);
                return await work(run, ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw lease.Lost.IsCancellationRequested
                    ? DirectFailures.LeaseLost(package, removes)
                    : DirectFailures.TimedOut(package, removes, context.DependencyTimeout, run.WaitsFor);
            }
            catch (KubernetesApiException failure) when (failure.Kind == FailureKind.Unreachable)
            {
                throw DirectFailures.ClusterGone(package, removes, run.WaitsFor, failure);
            }
        }
    }
}
