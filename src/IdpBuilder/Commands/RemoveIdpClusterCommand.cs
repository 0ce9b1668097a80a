using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Removes clusters with everything that belongs to them; connected ones are only disconnected.</summary>
[Cmdlet(VerbsCommon.Remove, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class RemoveIdpClusterCommand : ModuleCommand
{
    /// <summary>The clusters: names, wildcards or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    [SupportsWildcards]
    public ClusterReference[] Cluster { get; set; } = [];

    /// <summary>Returns the clusters that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var reference in Cluster)
        {
            var owner = State.OwnerOf(reference);
            foreach (var cluster in await owner.FindAsync(reference.Name, pipeline, stop).ConfigureAwait(false))
            {
                await RemoveAsync(owner, cluster, pipeline, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveAsync(ModuleState owner, Cluster cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        var existing = cluster.Provider == ClusterProvider.Existing;
        var action = existing ? "Disconnect from the cluster (nothing in it is changed or deleted)" : "Remove the cluster with everything in it";
        if (!await pipeline.ShouldProcessAsync(cluster.Name, action).ConfigureAwait(false))
        {
            return;
        }

        await owner.Provider(cluster.Provider).RemoveAsync(cluster.Name, stop).ConfigureAwait(false);
        if (existing)
        {
            pipeline.Warning($"Disconnected from '{cluster.Name}' ({cluster.Server}). The cluster itself, and everything in it, stays as it is.");
        }

        if (PassThru)
        {
            await pipeline.WriteAsync(cluster with { State = ClusterState.Removed }).ConfigureAwait(false);
        }
    }
}
