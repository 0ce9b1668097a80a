using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Shows the state of installed packages.</summary>
[Cmdlet(VerbsCommon.Get, "IdpPackage")]
[OutputType(typeof(PackageStatus))]
public sealed class GetIdpPackageCommand : ClusterCommand
{
    /// <summary>Names, wildcards, objects or clusters; all packages without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Package", "InputObject")]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Named]
    [SupportsWildcards]
    public PackageReference[] Name { get; set; } = [new("*")];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var (cluster, references) in await ConnectAsync(Name, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
            foreach (var reference in references)
            {
                foreach (var status in await PackageSelection.FindAsync(all, reference.Name, cluster, pipeline).ConfigureAwait(false))
                {
                    await pipeline.WriteAsync(status).ConfigureAwait(false);
                }
            }
        }
    }
}
