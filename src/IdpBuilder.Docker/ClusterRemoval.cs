using IdpBuilder.Clusters;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;

namespace IdpBuilder.Docker;

/// <summary>Removes clusters, whole ones and half-made ones, by their labels.</summary>
internal static class ClusterRemoval
{
    /// <summary>Removes a cluster with everything that belongs to it; false when there was none. What others made is left to them.</summary>
    public static async Task<bool> RemoveAsync(DockerEngine engine, DockerServices services, string name, CancellationToken stop)
    {
        var nodes = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        if (nodes.Count > 0 && nodes.All(node => node.Label(NodeLabels.Cluster).Length == 0))
        {
            throw DockerFailures.NotOurs(name);
        }

        var network = await RemoveAsync(engine, nodes, $"{NodeLabels.Cluster}={name}", stop).ConfigureAwait(false);
        var kubeconfig = nodes.Select(node => node.Label(NodeLabels.KubeConfig)).FirstOrDefault(string.Empty);
        var known = await services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(name), kubeconfig, stop).ConfigureAwait(false);
        return nodes.Count > 0 || network || known;
    }

    /// <summary>Takes back what one attempt made, and nothing that was there before it.</summary>
    public static async Task UndoAsync(DockerEngine engine, DockerServices services, ClusterSpec spec, string run, CancellationToken stop)
    {
        var label = $"{NodeLabels.Run}={run}";
        var nodes = await engine.Containers.ListAsync(label, stop).ConfigureAwait(false);
        await RemoveAsync(engine, nodes, label, stop).ConfigureAwait(false);
        if (nodes.Count > 0)
        {
            await services.Kubeconfig.RemoveAsync(WriteKubeconfig.ContextOf(spec.Name), spec.KubeConfig, stop).ConfigureAwait(false);
        }
    }

    // A network goes only after everything has left it.
    private static async Task<bool> RemoveAsync(DockerEngine engine, IReadOnlyList<ContainerSummary> nodes, string networks, CancellationToken stop)
    {
        await Task.WhenAll(nodes.Select(node => engine.Containers.RemoveAsync(node.Id, stop))).ConfigureAwait(false);
        return await engine.Networks.RemoveAsync(networks, stop).ConfigureAwait(false);
    }
}
