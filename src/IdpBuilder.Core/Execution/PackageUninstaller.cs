using IdpBuilder.Direct;
using IdpBuilder.Platform;
using IdpBuilder.Reporting;
using IdpBuilder.Rights;
using IdpBuilder.Secrets;

namespace IdpBuilder.Execution;

/// <summary>Removes packages from a cluster.</summary>
/// <param name="context">The cluster.</param>
public sealed class PackageUninstaller(InstallContext context)
{
    private static IReadOnlyList<NeededRight> OfApplications => [.. InstallRights.OfArgo.Where(right => right.Verb != "create")];

    /// <summary>Whether the package's volumes and their claims stay.</summary>
    public bool KeepData { get; init; }

    /// <summary>Returns when the package is gone with everything it deployed; its deletion hooks have run.</summary>
    public async Task RunAsync(string package, CancellationToken stop)
    {
        var activity = $"Removing '{package}'";
        var end = new ProgressReport(activity, "failed", Completed: true);
        context.Reporter.Progress(new ProgressReport(activity, "deleting its Applications with what they deployed"));
        try
        {
            var kept = KeepData ? await KeptData.FindAsync(context, package, stop).ConfigureAwait(false) : null;
            await (kept?.ProtectAsync(stop) ?? Task.CompletedTask).ConfigureAwait(false);
            if (await DirectRecords.FindAsync(context.Connection.Api, package, stop).ConfigureAwait(false) is { } record)
            {
                var served = await context.Connection.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
                var given = await HandOver.FindAsync(context.Connection.Api, stop).ConfigureAwait(false);
                await RequireAsync(package, [.. InstallRights.OfRemoval(record, served), .. given.Count > 0 ? OfApplications : []], stop).ConfigureAwait(false);
                await RemoveAsync(package, given, stop).ConfigureAwait(false);
            }
            else
            {
                await RequireAsync(package, OfApplications, stop).ConfigureAwait(false);
                var footprint = await PackageFootprint.ReadAsync(context.Connection.Api, package, stop).ConfigureAwait(false);
                var going = footprint.Manifests.Where(reference => kept?.Holds(reference.Type.Kind, reference.Namespace, reference.Name) != true);
                await PackageRemoval.RunAsync(context, footprint with { Manifests = [.. going] }, stop).ConfigureAwait(false);
            }

            await (kept?.ReleaseAsync(stop) ?? Task.CompletedTask).ConfigureAwait(false);

            end = end with { Status = "done", Percent = 100 };
        }
        finally
        {
            context.Reporter.Progress(end);
        }
    }

    // Argo CD would bring back what goes; and what it reads goes with the git server, so that it can manage nothing any more.
    private async Task RemoveAsync(string package, IReadOnlyList<string> given, CancellationToken stop)
    {
        var taking = new HandOver(context);
        if (given.Contains(package, StringComparer.Ordinal))
        {
            await taking.TakeBackAsync(package, stop).ConfigureAwait(false);
        }

        await new DirectPackages(context).RemoveAsync(package, stop).ConfigureAwait(false);
        if (package != CoreSecret.Gitea.Package)
        {
            return;
        }

        foreach (var other in given.Where(other => other != package))
        {
            await taking.TakeBackAsync(other, stop).ConfigureAwait(false);
        }
    }

    private Task RequireAsync(string package, IReadOnlyList<NeededRight> rights, CancellationToken stop) =>
        RightsCheck.RequireAsync(context.Connection, $"removing '{package}'", rights, stop);
}
