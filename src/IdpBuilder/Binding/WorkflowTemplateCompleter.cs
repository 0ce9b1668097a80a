using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of workflow templates, of namespaces and of the cluster.</summary>
public sealed class WorkflowTemplateCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, CancellationToken stop)
    {
        var own = await cluster.Api.ListAsync(new ResourceSelector(ArgoWorkflowTypes.WorkflowTemplate), stop).ConfigureAwait(false);
        var shared = await cluster.Api.ListAsync(new ResourceSelector(ArgoWorkflowTypes.ClusterWorkflowTemplate), stop).ConfigureAwait(false);
        return own.Items.Concat(shared.Items).Select(template => template.Name);
    }
}
