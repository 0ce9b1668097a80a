using System.Globalization;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Steps;

namespace IdpBuilder.Docker;

/// <summary>Finds the clusters of an engine by kind's labels, those that kind made among them, and what is left of such as were never completed.</summary>
internal static class ClusterInventory
{
    private const string BrokenOff = "It is not complete: it is being made, or what was to make it has ended. Make it anew with New-IdpCluster -Force, or remove it with Remove-IdpCluster.";

    private static readonly Uri Nowhere = new("https://127.0.0.1/");

    /// <summary>The clusters, by name.</summary>
    public static async Task<IReadOnlyList<Cluster>> ListAsync(DockerEngine engine, CancellationToken stop)
    {
        var searching = engine.Networks.ValuesAsync(NodeLabels.Cluster, stop);
        var containers = await engine.Containers.ListAsync(NodeLabels.KindCluster, stop).ConfigureAwait(false);
        var groups = containers.GroupBy(container => container.Label(NodeLabels.KindCluster), StringComparer.Ordinal).ToDictionary(group => group.Key, StringComparer.Ordinal);
        var clusters = await Task.WhenAll(groups.Values.Select(group => DescribeAsync(engine, group.Key, [.. group], stop))).ConfigureAwait(false);
        var networks = await searching.ConfigureAwait(false);
        return
        [
            .. clusters
                .Concat(networks.Where(network => !groups.ContainsKey(network.Key)).Select(network => OfNetwork(network.Key, network.Value)))
                .OrderBy(cluster => cluster.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One cluster; null when there is none of the name.</summary>
    public static async Task<Cluster?> FindAsync(DockerEngine engine, string name, CancellationToken stop)
    {
        var containers = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={name}", stop).ConfigureAwait(false);
        return containers.Count == 0 ? null : await DescribeAsync(engine, name, containers, stop).ConfigureAwait(false);
    }

    /// <summary>What the nodes' containers say of the cluster as a whole.</summary>
    /// <param name="nodes">The containers.</param>
    /// <param name="complete">Whether making it has ended well.</param>
    public static ClusterState StateOf(IReadOnlyList<ContainerSummary> nodes, bool complete) =>
        !complete ? ClusterState.Incomplete
        : !nodes.Any(node => node.IsControlPlane()) ? ClusterState.Degraded
        : nodes.All(node => node.Running) ? ClusterState.Running
        : nodes.Any(node => node.Running) ? ClusterState.Degraded
        : ClusterState.Stopped;

    private static async Task<Cluster> DescribeAsync(DockerEngine engine, string name, IReadOnlyList<ContainerSummary> nodes, CancellationToken stop)
    {
        var controlPlane = nodes.Where(node => node.IsControlPlane()).OrderBy(node => node.Name, StringComparer.Ordinal).FirstOrDefault();
        var marked = controlPlane ?? nodes[0];
        var ours = marked.Label(NodeLabels.Cluster).Length > 0;
        var describing = new NodeInventory(engine).DescribeAsync(nodes, stop);
        var started = nodes.All(node => node.Started);
        var complete = started && (controlPlane is null || await IsMarkedAsync(engine, controlPlane, stop).ConfigureAwait(false));
        var described = await describing.ConfigureAwait(false);
        var state = StateOf(nodes, complete || !ours);
        return new Cluster(
            name,
            ClusterProvider.Docker,
            state,
            described.FirstOrDefault(node => node.Name == controlPlane?.Name)?.KubernetesVersion ?? string.Empty,
            ServerOf(described, NodeEndpoint.EntryOf(nodes)?.Name, engine.Address.PublishedAt) ?? Nowhere,
            marked.Label(NodeLabels.HostName),
            int.TryParse(marked.Label(NodeLabels.Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0,
            marked.Label(NodeLabels.Protocol),
            marked.Label(NodeLabels.KubeConfig),
            marked.CreatedAt,
            state == ClusterState.Incomplete ? BrokenOff
                : controlPlane is null ? "Its control plane is missing. Remove it with Remove-IdpCluster."
                : ours ? string.Empty : "It was made by kind; the platform's host and port are not known.")
        {
            Nodes = described,
            PathRouting = marked.Label(NodeLabels.Routing) == NodeLabels.ByPath,
        };
    }

    // Whoever made it got no further than its network.
    private static Cluster OfNetwork(string name, DateTimeOffset createdAt) =>
        new(name, ClusterProvider.Docker, ClusterState.Incomplete, string.Empty, Nowhere, string.Empty, 0, string.Empty, string.Empty, createdAt, BrokenOff);

    private static Uri? ServerOf(IEnumerable<ClusterNode> nodes, string? entry, string publishedAt) =>
        NodeEndpoint.ServerOf([.. nodes.Where(node => node.Name == entry).SelectMany(node => node.Ports).Select(port => new PublishedPort(port.Port, port.HostPort, port.Address, port.Protocol))], publishedAt);

    private static async Task<bool> IsMarkedAsync(DockerEngine engine, ContainerSummary node, CancellationToken stop) =>
        await engine.Containers.ReadTextAsync(node.Name, MarkComplete.Path, stop).ConfigureAwait(false) is not null;
}
