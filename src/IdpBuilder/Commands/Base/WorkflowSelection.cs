using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands.Base;

/// <summary>Finds the workflows that a user means.</summary>
internal static class WorkflowSelection
{
    /// <summary>The object itself, those of a package, or those whose names fit; an error is written for a name that none has.</summary>
    public static async Task<IReadOnlyList<Workflow>> FindAsync(
        ClusterConnection cluster, WorkflowReference reference, string inNamespace, CommandPipeline pipeline, CancellationToken stop)
    {
        if (reference.Workflow is { } given)
        {
            return [given];
        }

        var query = reference.Package is { } package
            ? new WorkflowQuery([], inNamespace, package.Name)
            : new WorkflowQuery([reference.Name], inNamespace, Matches: Wildcards.Fit);
        var found = await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false);
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(reference.Name))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.WorkflowNotFound(reference.Name, cluster.Cluster))).ConfigureAwait(false);
        }

        return found;
    }
}
