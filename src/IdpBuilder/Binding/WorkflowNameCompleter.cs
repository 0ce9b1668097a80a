using IdpBuilder.Clusters;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of workflows.</summary>
public sealed class WorkflowNameCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var workflows = await new WorkflowCatalog(cluster.Api, cluster.Clock).FindAsync(WorkflowQuery.All, stop).ConfigureAwait(false);
        return workflows.Select(workflow => workflow.Name);
    }
}
