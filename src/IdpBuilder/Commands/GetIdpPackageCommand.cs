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
    /// <summary>Names or wildcards; all packages without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
        foreach (var name in Name)
        {
            foreach (var status in await PackageSelection.FindAsync(all, name, cluster, pipeline).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(status).ConfigureAwait(false);
            }
        }
    }
}
