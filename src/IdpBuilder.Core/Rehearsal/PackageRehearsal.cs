using IdpBuilder.Direct;
using IdpBuilder.Execution;
using IdpBuilder.Planning;

namespace IdpBuilder.Rehearsal;

/// <summary>Says what work on packages would change in a cluster, which the server is asked for without writing anything.</summary>
/// <param name="context">The work.</param>
public sealed class PackageRehearsal(InstallContext context)
{
    /// <summary>What installing packages through Argo CD would change, those that others need first.</summary>
    /// <param name="packages">Packages that were read without errors.</param>
    /// <param name="rendering">Renders what they deploy.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<PackageChange>> InstallAsync(IReadOnlyList<Package> packages, PlanRendering rendering, CancellationToken stop)
    {
        var rendered = new Dictionary<string, IReadOnlyList<PlannedPackage>>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            var plans = new List<PlannedPackage>();
            foreach (var application in package.Applications)
            {
                plans.Add(await rendering.RenderAsync(package, application, stop).ConfigureAwait(false));
            }

            rendered[package.Name] = plans;
        }

        var outlook = new RunOutlook(packages.Select(package => KeyValuePair.Create(package, rendered[package.Name])), oneByOne: false);
        var changes = new List<PackageChange>();
        foreach (var package in packages)
        {
            changes.AddRange(await new ArgoRehearsal(context).InstallAsync(package, rendered[package.Name], outlook, stop).ConfigureAwait(false));
        }

        return changes;
    }

    /// <summary>What applying packages from this machine would change.</summary>
    public async Task<IReadOnlyList<PackageChange>> ApplyAsync(IReadOnlyList<DirectPackage> packages, CancellationToken stop)
    {
        var outlook = new RunOutlook(
            packages.Select(item => KeyValuePair.Create(item.Package, (IReadOnlyList<PlannedPackage>)[.. item.Applications.Select(application => application.Value)])), oneByOne: true);
        var changes = new List<PackageChange>();
        foreach (var package in packages)
        {
            changes.AddRange(await new DirectRehearsal(context.Connection.Api, context.Clock, context.Reporter).ApplyAsync(package, outlook, stop).ConfigureAwait(false));
        }

        return changes;
    }

    /// <summary>What removing a package would delete.</summary>
    public async Task<IReadOnlyList<PackageChange>> RemoveAsync(string package, CancellationToken stop)
    {
        var api = context.Connection.Api;
        if (await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false) is { } record)
        {
            return await new DirectRehearsal(api, context.Clock, context.Reporter).RemoveAsync(record, stop).ConfigureAwait(false);
        }

        var footprint = await PackageFootprint.ReadAsync(api, package, stop).ConfigureAwait(false);
        return await new RemovalRehearsal(context, new LiveView(api)).RunAsync(package, footprint, string.Empty, stop).ConfigureAwait(false);
    }
}
