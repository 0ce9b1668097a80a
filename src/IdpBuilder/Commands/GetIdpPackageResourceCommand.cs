using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Lists the objects of installed packages, with their state.</summary>
[Cmdlet(VerbsCommon.Get, "IdpPackageResource")]
[OutputType(typeof(PackageResource))]
public sealed class GetIdpPackageResourceCommand : PackageCommand
{
    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        foreach (var package in await FindAsync(cluster, pipeline, stop).ConfigureAwait(false))
        {
            foreach (var resource in await PackageResources.ReadAsync(cluster.Api, package.Name, stop).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(resource).ConfigureAwait(false);
            }
        }
    }
}
