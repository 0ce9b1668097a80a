using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Stops clusters on Docker; what is in them is kept.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class StopIdpClusterCommand : ModuleCommand
{
    /// <summary>The clusters: names, wildcards or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    [SupportsWildcards]
    public ClusterReference[] Cluster { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var reference in Cluster)
        {
            var owner = State.OwnerOf(reference);
            foreach (var cluster in await owner.FindAsync(reference.Name, pipeline, stop).ConfigureAwait(false))
            {
                if (await pipeline.ShouldProcessAsync(cluster.Name, "Stop the cluster").ConfigureAwait(false))
                {
                    var now = await owner.Provider(cluster.Provider).StopAsync(cluster, stop).ConfigureAwait(false);
                    await pipeline.WriteAsync(owner.Remember(now)).ConfigureAwait(false);
                }
            }
        }
    }
}
