using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands.Base;

/// <summary>Reads what the failed hooks and workflows of a package printed last.</summary>
internal static class PackageLastLines
{
    /// <summary>The lines; none where nothing of the kind failed, or its logs are gone or may not be read.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(ClusterConnection cluster, string package, CancellationToken stop)
    {
        try
        {
            var lines = new List<string>();
            var query = WorkflowQuery.All with { Package = package };
            foreach (var workflow in (await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false)).Where(workflow => workflow.Phase is WorkflowPhase.Failed or WorkflowPhase.Error))
            {
                lines.AddRange(await LastLines.ReadAsync(cluster, workflow, stop).ConfigureAwait(false));
            }

            return lines;
        }
        catch (KubernetesApiException)
        {
            // They only add to a failure that is told in any case.
            return [];
        }
    }
}
