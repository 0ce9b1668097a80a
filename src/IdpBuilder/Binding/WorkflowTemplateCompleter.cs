using System.Collections;
using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the templates that would be found: those of the namespace meant, or with <c>-ClusterScope</c> the cluster's.</summary>
public sealed class WorkflowTemplateCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        var selector = LanguagePrimitives.IsTrue(given[nameof(StartIdpWorkflowCommand.ClusterScope)])
            ? new ResourceSelector(ArgoWorkflowTypes.ClusterWorkflowTemplate)
            : new ResourceSelector(ArgoWorkflowTypes.WorkflowTemplate, StartIdpWorkflowCommand.NamespaceMeant(given));
        var templates = await cluster.Api.ListAsync(selector, stop).ConfigureAwait(false);
        return templates.Items.Select(template => template.Name);
    }
}
