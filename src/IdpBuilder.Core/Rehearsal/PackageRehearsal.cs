using IdpBuilder.Direct;
using IdpBuilder.Execution;
using IdpBuilder.Manifests;
using IdpBuilder.Planning;
using IdpBuilder.Sync;

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

        var defined = DefinedBy(packages.SelectMany(package => package.Manifests).Select(item => item.Manifest)
            .Concat(rendered.Values.SelectMany(plans => plans).SelectMany(plan => plan.Manifests).Select(item => item.Manifest)));
        var changes = new List<PackageChange>();
        foreach (var package in packages)
        {
            changes.AddRange(await new ArgoRehearsal(context).InstallAsync(package, rendered[package.Name], defined, stop).ConfigureAwait(false));
        }

        return changes;
    }

    /// <summary>What applying packages from this machine would change.</summary>
    public async Task<IReadOnlyList<PackageChange>> ApplyAsync(IReadOnlyList<DirectPackage> packages, CancellationToken stop)
    {
        var defined = DefinedBy(packages.SelectMany(package => package.Applications).SelectMany(item => item.Value.Manifests).Select(item => item.Manifest));
        var changes = new List<PackageChange>();
        foreach (var package in packages)
        {
            changes.AddRange(await new DirectRehearsal(context.Connection.Api, context.Clock).ApplyAsync(package, defined, stop).ConfigureAwait(false));
        }

        return changes;
    }

    /// <summary>What removing a package would delete.</summary>
    public async Task<IReadOnlyList<PackageChange>> RemoveAsync(string package, CancellationToken stop)
    {
        var api = context.Connection.Api;
        if (await DirectRecords.FindAsync(api, package, stop).ConfigureAwait(false) is { } record)
        {
            return await new DirectRehearsal(api, context.Clock).RemoveAsync(record, stop).ConfigureAwait(false);
        }

        var footprint = await PackageFootprint.ReadAsync(api, package, stop).ConfigureAwait(false);
        return await new RemovalRehearsal(context, new LiveView(api)).RunAsync(package, footprint, string.Empty, stop).ConfigureAwait(false);
    }

    private static HashSet<string> DefinedBy(IEnumerable<Manifest> manifests) =>
        manifests.Select(CustomResourceDefinitions.DefinedKind).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
