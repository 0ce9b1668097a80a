using System.Management.Automation;
using IdpBuilder.Binding;
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
    /// <summary>The packages: names, wildcards or objects; all packages without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [SupportsWildcards]
    public override PackageReference[] Package { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // A pipeline that brings nothing means no package, not all.
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(Package)))
        {
            Package = [new PackageReference("*")];
        }
    }

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
