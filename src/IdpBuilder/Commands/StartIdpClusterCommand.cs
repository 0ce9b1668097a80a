using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Starts clusters on Docker that were stopped; returns when their nodes are ready.</summary>
[Cmdlet(VerbsLifecycle.Start, "IdpCluster", SupportsShouldProcess = true)]
[OutputType(typeof(Cluster))]
public sealed class StartIdpClusterCommand : ClusterLifeCommand
{
    private protected override string ActionOn(Cluster cluster) => "Start the cluster";

    private protected override async Task<Cluster?> ActAsync(IClusterProvider provider, Cluster cluster, CommandPipeline pipeline, CancellationToken stop) =>
        await provider.StartAsync(cluster, new PipelineReporter(pipeline), stop).ConfigureAwait(false);
}
