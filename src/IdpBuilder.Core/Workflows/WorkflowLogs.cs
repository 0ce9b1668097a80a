using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads what the containers of a workflow printed, node by node or while they print it.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="query">Which lines are meant.</param>
/// <param name="write">Takes a line; it is called for one line at a time.</param>
public sealed class WorkflowLogs(ClusterConnection cluster, WorkflowLogQuery query, Func<WorkflowLogLine, Task> write)
{
    /// <summary>Writes what was printed until now, in the order of the nodes.</summary>
    /// <returns>The nodes whose logs are gone with their Pods.</returns>
    public async Task<IReadOnlyList<WorkflowNode>> ReadAsync(Workflow workflow, CancellationToken stop)
    {
        var gone = new List<WorkflowNode>();
        foreach (var node in workflow.AllNodes().Where(node => node.PodName.Length > 0 && query.Node(node.DisplayName)))
        {
            var pod = await cluster.Api.GetAsync(WorkflowPods.Reference(workflow.Namespace, node.PodName), stop).ConfigureAwait(false);
            var there = pod is not null;
            foreach (var container in pod is null ? [] : WorkflowPods.Containers(pod, query))
            {
                there &= await ReadAsync(new WorkflowLogSource(workflow, node.DisplayName, node.PodName, container), follow: false, write, stop).ConfigureAwait(false);
            }

            if (!there && node.Fulfilled)
            {
                gone.Add(node);
            }
        }

        return gone;
    }

    /// <summary>Writes what is printed until the workflow has ended, or is deleted, and every line of it is written.</summary>
    public Task FollowAsync(Workflow workflow, CancellationToken stop) =>
        new WorkflowLogFollowing(cluster, workflow, query, (source, toWriter, ending) => ReadAsync(source, follow: true, toWriter, ending), write).RunAsync(stop);

    // False when the Pod is gone, or goes while it is read.
    private async Task<bool> ReadAsync(WorkflowLogSource source, bool follow, Func<WorkflowLogLine, Task> toWriter, CancellationToken stop)
    {
        var request = new LogRequest(source.Workflow.Namespace, source.Pod, source.Container, follow, query.Previous, query.TailLines);
        try
        {
            await foreach (var line in cluster.Api.ReadLogAsync(request, stop).ConfigureAwait(false))
            {
                await toWriter(new(source.Workflow.Name, source.Workflow.Namespace, source.Node, source.Pod, source.Container, line.Time, line.Text)).ConfigureAwait(false);
            }

            return true;
        }
        catch (KubernetesApiException gone) when (gone.Kind == FailureKind.NotFound)
        {
            return false;
        }
    }
}
