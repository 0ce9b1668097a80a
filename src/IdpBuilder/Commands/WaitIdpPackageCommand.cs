using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
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
        var waiting = new PackageWaiting(cluster, pipeline, Timeout);
        await Task.WhenAll(packages.Select(async package =>
        {
            if (await waiting.WaitAsync(package, stop).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(await PackageStatuses.FindAsync(cluster, package.Name, stop).ConfigureAwait(false) ?? package).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }
}
