using System.Collections;
using IdpBuilder.Clusters;
using IdpBuilder.Commands;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the CronWorkflows of the namespace meant.</summary>
public sealed class CronWorkflowCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var selector = new ResourceSelector(ArgoWorkflowTypes.CronWorkflow, StartIdpWorkflowCommand.NamespaceMeant(given));
        var schedules = await cluster.Api.ListAsync(selector, stop).ConfigureAwait(false);
        return schedules.Items.Select(schedule => schedule.Name);
    }
}
