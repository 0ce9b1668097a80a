using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Planning;
using IdpBuilder.Rendering;

namespace IdpBuilder.Commands;

/// <summary>Shows what the first sync of packages would apply, in Argo CD's order, or what installing them would change in a cluster.</summary>
[Cmdlet(VerbsCommon.Get, "IdpPackagePlan", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PackagePlanStep), typeof(PackageChange))]
public sealed class GetIdpPackagePlanCommand : PackageSourceCommand
{
    /// <summary>Compares with the cluster: what installing would create, change and delete, as a dry run on its server says.</summary>
    [Parameter]
    public SwitchParameter Diff { get; set; }

    /// <summary>With <c>-Diff</c>: for an installation without Argo CD.</summary>
    [Parameter]
    public SwitchParameter Direct { get; set; }

    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (Diff)
        {
            await CompareAsync(pipeline, stop).ConfigureAwait(false);
            return;
        }

        var cluster = await FindClusterAsync(stop).ConfigureAwait(false);
        var set = await ReadPackagesAsync(PlatformOf(cluster), installed: null, pipeline, stop).ConfigureAwait(false);
        foreach (var diagnostic in set.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(diagnostic)).ConfigureAwait(false);
        }

        if (set.HasErrors)
        {
            return;
        }

        var server = cluster is null ? ServerCapabilities.Unknown : await ServerCapabilities.OfAsync(cluster, stop).ConfigureAwait(false);
        var rendering = new PlanRendering(Services.Reader, Services.Programs, server);
        var order = 0;
        foreach (var package in PackageGraph.Groups(set.Packages).SelectMany(group => group))
        {
            foreach (var application in package.Applications)
            {
                var planned = await rendering.RenderAsync(package, application, stop).ConfigureAwait(false);
                order = await WriteAsync(application, planned, order, pipeline).ConfigureAwait(false);
            }
        }
    }

    private async Task CompareAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var installed = await PackageStatuses.NamesAsync(cluster.Api, stop).ConfigureAwait(false);
        var set = await ReadPackagesAsync(PlatformFacts.Of(cluster.Cluster), installed, pipeline, stop).ConfigureAwait(false);
        var installer = new PackageInstaller(cluster, pipeline, PackageInstaller.DefaultTimeout, force: false) { IsRehearsal = true, Direct = Direct };
        foreach (var change in await installer.ForeseeAsync(set, stop).ConfigureAwait(false))
        {
            await pipeline.WriteAsync(change).ConfigureAwait(false);
        }
    }

    // Goes on counting, so that the whole plan can be sorted by it.
    private static async Task<int> WriteAsync(PackageApplication application, PlannedPackage planned, int order, CommandPipeline pipeline)
    {
        foreach (var source in planned.LeftOut)
        {
            pipeline.Warning($"The plan of '{application.Name}' leaves out {source.Name}: {source.Reason}.");
        }

        foreach (var step in PackagePlan.Of(planned))
        {
            await pipeline.WriteAsync(step with { Order = ++order }).ConfigureAwait(false);
        }

        return order;
    }
}
