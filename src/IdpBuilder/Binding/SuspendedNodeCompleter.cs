using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Commands;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the display names of the nodes that wait to be resumed, in the workflow that is given or in all.</summary>
public sealed class SuspendedNodeCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var query = WorkflowQuery.All with
        {
            Names = given[nameof(ResumeIdpWorkflowCommand.Workflow)] is string name ? [name] : [],
            Namespace = given[nameof(ResumeIdpWorkflowCommand.Namespace)] as string ?? string.Empty,
            Matches = Wildcards.Fit,
        };
        var workflows = await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false);
        return workflows.SelectMany(workflow => workflow.AllNodes()).Where(node => node.AwaitsResumption).Select(node => node.DisplayName);
    }
}
