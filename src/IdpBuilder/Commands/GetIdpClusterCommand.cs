using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Pipeline;

namespace IdpBuilder.Commands;

/// <summary>Lists the clusters of this session and those of the Docker engine.</summary>
[Cmdlet(VerbsCommon.Get, "IdpCluster")]
[OutputType(typeof(Cluster))]
public sealed class GetIdpClusterCommand : ModuleCommand
{
    /// <summary>Names or wildcards; all clusters without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var name in Name)
        {
            foreach (var cluster in await State.FindAsync(new ClusterReference(name), pipeline, stop).ConfigureAwait(false))
            {
                var now = await State.Provider(cluster.Provider).InspectAsync(cluster, stop).ConfigureAwait(false);
                foreach (var problem in now.Problems)
                {
                    pipeline.Warning($"In the cluster '{now.Name}' something keeps failing: {problem}");
                }

                await pipeline.WriteAsync(State.Remember(now)).ConfigureAwait(false);
            }
        }
    }
}
