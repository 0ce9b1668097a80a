using System.Globalization;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;

namespace IdpBuilder.Workflows;

/// <summary>Reads what the failed nodes of a workflow printed last, for whoever is told of the failure.</summary>
public static class LastLines
{
    private const int MostNodes = 3;
    private const int MostLines = 10;

    /// <summary>The lines of up to three failed leaves, ten of each, as <c>node: line</c>; none where the logs are gone or may not be read.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(ClusterConnection cluster, Workflow workflow, CancellationToken stop)
    {
        var lines = new List<string>();
        var query = new WorkflowLogQuery { TailLines = MostLines };
        var logs = new WorkflowLogs(cluster, query, line =>
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Node}: {line.Line}"));
            return Task.CompletedTask;
        });
        try
        {
            foreach (var leaf in WorkflowCauses.FailedLeaves(workflow).Where(node => node.PodName.Length > 0).Take(MostNodes))
            {
                await logs.ReadAsync(workflow with { Nodes = [leaf] }, stop).ConfigureAwait(false);
            }
        }
        catch (KubernetesApiException)
        {
            // They only add to a failure that is told in any case.
        }

        return lines;
    }
}
