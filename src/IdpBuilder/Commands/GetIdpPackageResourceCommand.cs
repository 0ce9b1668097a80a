using System.Management.Automation;
using IdpBuilder.Clusters;
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
    private protected override async Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<PackageStatus> packages, CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var package in packages)
        {
            foreach (var resource in await PackageResources.ReadAsync(cluster.Api, package.Name, stop).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(resource).ConfigureAwait(false);
            }
        }
    }
}
