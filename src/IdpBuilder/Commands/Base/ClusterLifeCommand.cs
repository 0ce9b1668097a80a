using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that changes the life of each of the clusters it is given.</summary>
public abstract class ClusterLifeCommand : ModuleCommand
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
            foreach (var cluster in await owner.FindAsync(reference, pipeline, stop).ConfigureAwait(false))
            {
                if (await pipeline.ShouldProcessAsync(cluster.Name, ActionOn(cluster)).ConfigureAwait(false)
                    && await ActAsync(owner.Provider(cluster.Provider), cluster, pipeline, stop).ConfigureAwait(false) is { } now)
                {
                    await pipeline.WriteAsync(owner.Remember(now)).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What is done to a cluster, as <c>-WhatIf</c> says it.</summary>
    private protected abstract string ActionOn(Cluster cluster);

    /// <summary>Does it, and gives the cluster as it is to be returned; null for nothing.</summary>
    private protected abstract Task<Cluster?> ActAsync(IClusterProvider provider, Cluster cluster, CommandPipeline pipeline, CancellationToken stop);
}
