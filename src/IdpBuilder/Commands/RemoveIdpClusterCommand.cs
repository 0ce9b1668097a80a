using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Removes clusters with everything that belongs to them; connected ones are only disconnected.</summary>
[Cmdlet(VerbsCommon.Remove, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class RemoveIdpClusterCommand : ClusterLifeCommand
{
    /// <summary>Returns the clusters that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string ActionOn(Cluster cluster) =>
        (cluster.Provider == ClusterProvider.Existing ? "Disconnect from the cluster (nothing in it is changed or deleted)" : "Remove the cluster with everything in it")
        + (TrustChoice.IsTrusted(cluster) ? ", and let the current user trust its certificate authority no more" : string.Empty);

    private protected override async Task<Cluster?> ActAsync(IClusterProvider provider, Cluster cluster, CommandPipeline pipeline, CancellationToken stop)
    {
        await provider.RemoveAsync(cluster.Name, stop).ConfigureAwait(false);
        CorePackageFolders.Forget(cluster.Name);
        await TrustChoice.ForgetAsync(cluster, pipeline, stop).ConfigureAwait(false);
        if (cluster.Provider == ClusterProvider.Existing)
        {
            pipeline.Warning($"Disconnected from '{cluster.Name}' ({cluster.Server}). The cluster itself, and everything in it, stays as it is.");
        }

        return PassThru ? cluster with { State = ClusterState.Removed } : null;
    }
}
