using IdpBuilder.Clusters;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;

namespace IdpBuilder.Docker;

/// <summary>Removes clusters, whole ones and half-made ones, by their labels.</summary>
internal static class ClusterRemoval
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Removes a cluster with everything that belongs to it; false when there was none. What others made is left to them.</summary>
    public static async Task<bool> RemoveAsync(DockerEngine engine, DockerServices services, string name, CancellationToken stop)
    {
        var nodes = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        RequireOurs(name, nodes);
        var network = await RemoveAsync(engine, services, nodes, $"{NodeLabels.Cluster}={name}", stop).ConfigureAwait(false);
        var kubeconfig = nodes.Select(node => node.Label(NodeLabels.KubeConfig)).FirstOrDefault(string.Empty);
        var known = await services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(name), kubeconfig, stop).ConfigureAwait(false);
        return nodes.Count > 0 || network || known;
    }

    /// <summary>Refuses what somebody else made.</summary>
    /// <exception cref="Errors.IdpException"><c>ClusterNotOurs</c>.</exception>
    public static void RequireOurs(string name, IReadOnlyList<ContainerSummary> nodes)
    {
        if (nodes.Count > 0 && nodes.All(node => node.Label(NodeLabels.Cluster).Length == 0))
        {
            throw DockerFailures.NotOurs(name);
        }
    }

    /// <summary>Takes back what one attempt made, and nothing that was there before it.</summary>
    public static async Task UndoAsync(DockerEngine engine, DockerServices services, ClusterSpec spec, string run, CancellationToken stop)
    {
        var label = $"{NodeLabels.Run}={run}";
        var nodes = await engine.Containers.ListAsync(label, stop).ConfigureAwait(false);
        await RemoveAsync(engine, services, nodes, label, stop).ConfigureAwait(false);
        if (nodes.Count > 0)
        {
            await services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(spec.Name), spec.KubeConfig, stop).ConfigureAwait(false);
        }
    }

    // A network goes only after everything has left it. An engine goes on making a container whose maker was killed, and what it
    // is still making cannot be removed yet: what bears the label is looked for until there is nothing.
    private static async Task<bool> RemoveAsync(DockerEngine engine, DockerServices services, IReadOnlyList<ContainerSummary> nodes, string label, CancellationToken stop)
    {
        var start = services.Clock.GetTimestamp();
        while (nodes.Count > 0 && services.Clock.GetElapsedTime(start) < Patience)
        {
            await Task.WhenAll(nodes.Select(node => engine.Containers.RemoveAsync(node.Id, stop))).ConfigureAwait(false);
            nodes = await engine.Containers.ListAsync(label, stop).ConfigureAwait(false);
            if (nodes.Count > 0)
            {
                await Task.Delay(Pause, services.Clock, stop).ConfigureAwait(false);
            }
        }

        return await engine.Networks.RemoveAsync(label, stop).ConfigureAwait(false);
    }
}
