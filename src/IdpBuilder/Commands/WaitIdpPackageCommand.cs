using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Waits until packages are ready; a failure is an error with its cause.</summary>
[Cmdlet(VerbsLifecycle.Wait, "IdpPackage")]
[OutputType(typeof(PackageStatus))]
public sealed class WaitIdpPackageCommand : PackageCommand
{
    /// <summary>How long to wait at most.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = PackageInstaller.DefaultTimeout;

    private protected override bool AtOnce => true;

    /// <inheritdoc/>
    private protected override async Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline, CancellationToken stop)
    {
        var reporter = new PipelineReporter(pipeline);
        await Task.WhenAll(packages.Select(package => WaitAsync(cluster, package, pipeline, reporter, stop))).ConfigureAwait(false);
    }

    private async Task WaitAsync(
        ClusterConnection cluster, PackageStatus package, CommandPipeline pipeline, PipelineReporter reporter, CancellationToken stop)
    {
        try
        {
            var outcome = await PackageWait.ForAsync(
                cluster.Api, package.Name, Timeout, Services.Clock, reporter, stop).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw CommandFailures.PackageFailed(package, outcome.Verdict, await PackageLastLines.ReadAsync(cluster, package.Name, stop).ConfigureAwait(false));
            }

            var ready = await PackageStatuses.FindAsync(cluster, package.Name, stop).ConfigureAwait(false);
            await pipeline.WriteAsync(ready ?? package).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, package)).ConfigureAwait(false);
        }
    }
}
