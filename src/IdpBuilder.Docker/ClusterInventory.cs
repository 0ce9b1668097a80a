using System.Globalization;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker;

/// <summary>Finds the clusters of an engine by kind's labels, those that kind made among them.</summary>
internal static class ClusterInventory
{
    private static readonly Uri Nowhere = new("https://127.0.0.1/");

    /// <summary>The clusters, by name.</summary>
    public static async Task<IReadOnlyList<Cluster>> ListAsync(DockerEngine engine, CancellationToken stop)
    {
        var containers = await engine.Containers.ListAsync(NodeLabels.KindCluster, stop).ConfigureAwait(false);
        return await Task.WhenAll(containers
            .GroupBy(container => container.Label(NodeLabels.KindCluster), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => DescribeAsync(engine, group.Key, [.. group], stop))).ConfigureAwait(false);
    }

    /// <summary>One cluster; null when there is none of the name.</summary>
    public static async Task<Cluster?> FindAsync(DockerEngine engine, string name, CancellationToken stop)
    {
        var containers = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        return containers.Count == 0 ? null : await DescribeAsync(engine, name, containers, stop).ConfigureAwait(false);
    }

    /// <summary>What the nodes' containers say of the cluster as a whole.</summary>
    public static ClusterState StateOf(IReadOnlyList<ContainerSummary> nodes) =>
        !nodes.Any(IsControlPlane) ? ClusterState.Degraded
        : nodes.All(node => node.Running) ? ClusterState.Running
        : nodes.Any(node => node.Running) ? ClusterState.Degraded
        : ClusterState.Stopped;

    private static bool IsControlPlane(ContainerSummary node) => node.Label(NodeLabels.KindRole) == NodeLabels.RoleText(NodeRole.ControlPlane);

    private static async Task<Cluster> DescribeAsync(DockerEngine engine, string name, IReadOnlyList<ContainerSummary> nodes, CancellationToken stop)
    {
        var controlPlane = nodes.FirstOrDefault(IsControlPlane);
        var (version, server) = controlPlane is null ? (string.Empty, null) : await LookAsync(engine, controlPlane, stop).ConfigureAwait(false);
        var marked = controlPlane ?? nodes[0];
        return new Cluster(
            name,
            ClusterProvider.Docker,
            StateOf(nodes),
            version,
            server ?? Nowhere,
            marked.Label(NodeLabels.HostName),
            int.TryParse(marked.Label(NodeLabels.Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0,
            marked.Label(NodeLabels.Protocol),
            marked.Label(NodeLabels.KubeConfig),
            marked.CreatedAt,
            NoticeOf(marked, controlPlane));
    }

    private static string NoticeOf(ContainerSummary marked, ContainerSummary? controlPlane) =>
        controlPlane is null ? "Its control plane is missing. Remove it with Remove-IdpCluster."
        : marked.Label(NodeLabels.Cluster).Length == 0 ? "It was made by kind; the platform's host and port are not known."
        : string.Empty;

    private static async Task<(string Version, Uri? Server)> LookAsync(DockerEngine engine, ContainerSummary node, CancellationToken stop)
    {
        var inspecting = engine.Containers.InspectAsync(node.Name, stop);
        var version = await engine.Containers.ReadTextAsync(node.Name, "/kind/version", stop).ConfigureAwait(false);
        return (version?.Trim() ?? string.Empty, NodeEndpoint.ServerOf((await inspecting.ConfigureAwait(false)).Ports, engine.Address.Endpoint));
    }
}
