using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows.Archive;

namespace IdpBuilder.Workflows;

/// <summary>Reads what the containers of a workflow printed, node by node or while they print it; of Pods that are gone, what Argo Workflows archived.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="query">Which lines are meant.</param>
/// <param name="write">Takes a line; it is called for one line at a time.</param>
public sealed class WorkflowLogs(ClusterConnection cluster, WorkflowLogQuery query, Func<WorkflowLogLine, Task> write)
{
    /// <summary>Writes what was printed until now, in the order of the nodes.</summary>
    /// <returns>The nodes whose logs are gone with their Pods.</returns>
    public async Task<IReadOnlyList<GoneLog>> ReadAsync(Workflow workflow, CancellationToken stop)
    {
        var gone = new List<GoneLog>();
        using var archive = new ArchivedLogs(cluster, query);
        foreach (var node in NodesOf(workflow))
        {
            var pod = await cluster.Api.GetAsync(WorkflowPods.Reference(workflow.Namespace, node.PodName), stop).ConfigureAwait(false);
            var there = pod is not null;
            foreach (var container in pod is null ? [] : WorkflowPods.Containers(pod, query))
            {
                there &= await ReadAsync(new WorkflowLogSource(workflow, node.DisplayName, node.PodName, container), follow: false, write, stop).ConfigureAwait(false);
            }

            if (!there && node.Fulfilled && await archive.ReadAsync(workflow, node, write, stop).ConfigureAwait(false) is { } missing)
            {
                gone.Add(missing);
            }
        }

        return gone;
    }

    /// <summary>Writes what is printed until the workflow has ended, or is deleted, and every line of it is written.</summary>
    /// <returns>The nodes that had ended before, whose logs are gone with their Pods.</returns>
    public async Task<IReadOnlyList<GoneLog>> FollowAsync(Workflow workflow, CancellationToken stop)
    {
        var gone = await ReadGoneAsync(workflow, stop).ConfigureAwait(false);
        await new WorkflowLogFollowing(cluster, workflow, query, (source, toWriter, ending) => ReadAsync(source, follow: true, toWriter, ending), write)
            .RunAsync(stop).ConfigureAwait(false);
        return gone;
    }

    private IEnumerable<WorkflowNode> NodesOf(Workflow workflow) =>
        workflow.AllNodes().Where(node => node.PodName.Length > 0 && query.Node(node.DisplayName));

    private async Task<IReadOnlyList<GoneLog>> ReadGoneAsync(Workflow workflow, CancellationToken stop)
    {
        var ended = NodesOf(workflow).Where(node => node.Fulfilled).ToArray();
        if (ended.Length == 0 || WorkflowEngines.Of(workflow).PodsOf(workflow.Namespace, workflow.Name) is not { } selector)
        {
            return [];
        }

        var pods = await cluster.Api.ListAsync(selector, stop).ConfigureAwait(false);
        var names = pods.Items.Select(pod => pod.Name).ToHashSet(StringComparer.Ordinal);
        var gone = new List<GoneLog>();
        using var archive = new ArchivedLogs(cluster, query);
        foreach (var node in ended.Where(node => !names.Contains(node.PodName)))
        {
            if (await archive.ReadAsync(workflow, node, write, stop).ConfigureAwait(false) is { } missing)
            {
                gone.Add(missing);
            }
        }

        return gone;
    }

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
