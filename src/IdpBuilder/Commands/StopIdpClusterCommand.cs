using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Stops clusters on Docker; what is in them is kept.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class StopIdpClusterCommand : ClusterLifeCommand
{
    private protected override string ActionOn(Cluster cluster) => "Stop the cluster";

    private protected override async Task<Cluster?> ActAsync(IClusterProvider provider, Cluster cluster, CommandPipeline pipeline, CancellationToken stop) =>
        await provider.StopAsync(cluster, stop).ConfigureAwait(false);
}
