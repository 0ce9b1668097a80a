using IdpBuilder.Clusters;
using IdpBuilder.Errors;

namespace IdpBuilder.Workflows.Archive;

/// <summary>Reads the logs that Argo Workflows archived of Pods that are gone; its server is asked when there is one to read.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="query">Which lines are meant.</param>
internal sealed class ArchivedLogs(ClusterConnection cluster, WorkflowLogQuery query) : IDisposable
{
    private ArgoServer? _server;

    /// <summary>Writes the lines of a node whose Pod is gone; when each was printed is not archived.</summary>
    /// <returns>The node when there is nothing to read; null when all was written.</returns>
    public async Task<GoneLog?> ReadAsync(Workflow workflow, WorkflowNode node, Func<WorkflowLogLine, Task> write, CancellationToken stop)
    {
        var logs = query.Previous ? [] : ArchivedLog.Of(node, query);
        try
        {
            foreach (var log in logs)
            {
                _server ??= await ArgoServer.ConnectAsync(cluster, stop).ConfigureAwait(false);
                using var content = await _server.OpenArtifactAsync(workflow, node, log.Artifact, stop).ConfigureAwait(false);
                await WriteAsync(content, line => write(new(workflow.Name, workflow.Namespace, node.DisplayName, node.PodName, log.Container, null, line)), stop).ConfigureAwait(false);
            }

            return logs.Count == 0 ? new GoneLog(node, string.Empty) : null;
        }
        catch (Exception failure) when (failure is IOException or KubernetesApiException)
        {
            return new GoneLog(node, failure.Message.TrimEnd('.'));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _server?.Dispose();

    private async Task WriteAsync(Stream content, Func<string, Task> write, CancellationToken stop)
    {
        using var reader = new StreamReader(content);
        var held = new Queue<string>();
        while (await reader.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (query.TailLines is not { } most)
            {
                await write(line).ConfigureAwait(false);
                continue;
            }

            held.Enqueue(line);
            if (held.Count > most)
            {
                held.Dequeue();
            }
        }

        foreach (var line in held)
        {
            await write(line).ConfigureAwait(false);
        }
    }
}
