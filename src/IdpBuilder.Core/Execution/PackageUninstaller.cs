using IdpBuilder.Direct;
using IdpBuilder.Reporting;
using IdpBuilder.Rights;

namespace IdpBuilder.Execution;

/// <summary>Removes packages from a cluster.</summary>
/// <param name="context">The cluster.</param>
public sealed class PackageUninstaller(InstallContext context)
{
    /// <summary>Returns when the package is gone with everything it deployed; its deletion hooks have run.</summary>
    public async Task RunAsync(string package, CancellationToken stop)
    {
        var activity = $"Removing '{package}'";
        var end = new ProgressReport(activity, "failed", Completed: true);
        context.Reporter.Progress(new ProgressReport(activity, "deleting its Applications with what they deployed"));
        try
        {
            if (await DirectRecords.FindAsync(context.Connection.Api, package, stop).ConfigureAwait(false) is { } record)
            {
                var served = await context.Connection.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
                await RequireAsync(package, InstallRights.OfRemoval(record, served), stop).ConfigureAwait(false);
                await new DirectPackages(context).RemoveAsync(package, stop).ConfigureAwait(false);
            }
            else
            {
                await RequireAsync(package, [.. InstallRights.OfArgo.Where(right => right.Verb != "create")], stop).ConfigureAwait(false);
                var footprint = await PackageFootprint.ReadAsync(context.Connection.Api, package, stop).ConfigureAwait(false);
                await PackageRemoval.RunAsync(context, footprint, stop).ConfigureAwait(false);
            }

            end = end with { Status = "done", Percent = 100 };
        }
        finally
        {
            context.Reporter.Progress(end);
        }
    }

    private Task RequireAsync(string package, IReadOnlyList<NeededRight> rights, CancellationToken stop) =>
        RightsCheck.RequireAsync(context.Connection, $"removing '{package}'", rights, stop);
}
