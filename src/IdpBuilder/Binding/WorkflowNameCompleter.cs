using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of workflows, of the namespace that is given.</summary>
public sealed class WorkflowNameCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var query = WorkflowQuery.All with { Namespace = given["Namespace"] as string ?? string.Empty };
        var workflows = await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false);
        return workflows.Select(workflow => workflow.Name);
    }
}
