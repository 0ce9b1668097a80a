using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Planning;

namespace IdpBuilder.Commands;

/// <summary>Shows what the first sync of packages would apply, in Argo CD's order.</summary>
[Cmdlet(VerbsCommon.Get, "IdpPackagePlan", DefaultParameterSetName = PathSet)]
[OutputType(typeof(PackagePlanStep))]
public sealed class GetIdpPackagePlanCommand : PackageSourceCommand
{
    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var set = ReadPackages(await PlatformAsync(stop).ConfigureAwait(false), installed: null, stop);
        foreach (var diagnostic in set.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(diagnostic)).ConfigureAwait(false);
        }

        if (set.HasErrors)
        {
            return;
        }

        var rendering = new PlanRendering(Services.Reader, Services.Programs);
        foreach (var package in PackageGraph.Groups(set.Packages).SelectMany(group => group))
        {
            foreach (var application in package.Applications)
            {
                var planned = await rendering.RenderAsync(package, application, stop).ConfigureAwait(false);
                await WriteAsync(application, planned, pipeline).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(PackageApplication application, PlannedPackage planned, CommandPipeline pipeline)
    {
        foreach (var source in planned.LeftOut)
        {
            pipeline.Warning($"The plan of '{application.Name}' leaves out {source.Name}: {source.Reason}.");
        }

        foreach (var step in PackagePlan.Of(planned))
        {
            await pipeline.WriteAsync(step).ConfigureAwait(false);
        }
    }
}
