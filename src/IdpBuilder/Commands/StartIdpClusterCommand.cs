using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Starts clusters on Docker that were stopped; returns when their nodes are ready.</summary>
[Cmdlet(VerbsLifecycle.Start, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class StartIdpClusterCommand : ModuleCommand
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
                if (await pipeline.ShouldProcessAsync(cluster.Name, "Start the cluster").ConfigureAwait(false))
                {
                    var now = await owner.Provider(cluster.Provider).StartAsync(cluster, new PipelineReporter(pipeline), stop).ConfigureAwait(false);
                    await pipeline.WriteAsync(owner.Remember(now)).ConfigureAwait(false);
                }
            }
        }
    }
}
