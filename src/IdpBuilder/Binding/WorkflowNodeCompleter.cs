using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the display names of certain nodes, in the workflow that is given or in all.</summary>
public abstract class WorkflowNodeCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var query = WorkflowQuery.All with
        {
            Names = given[nameof(WorkflowCommand.Workflow)] is string name ? [name] : [],
            Namespace = given[nameof(WorkflowCommand.Namespace)] as string ?? string.Empty,
            Matches = Wildcards.Fit,
        };
        var workflows = await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false);
        return workflows.SelectMany(workflow => workflow.AllNodes()).Where(IsMeant).Select(node => node.DisplayName);
    }

    /// <summary>Whether a node can stand here.</summary>
    private protected abstract bool IsMeant(WorkflowNode node);
}
