using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>Asks the engine what the containers of a cluster are.</summary>
/// <param name="engine">The engine.</param>
internal sealed class NodeInventory(DockerEngine engine)
{
    private const string VersionPath = "/kind/version";

    /// <summary>The nodes, by name.</summary>
    public async Task<IReadOnlyList<ClusterNode>> DescribeAsync(IEnumerable<ContainerSummary> containers, CancellationToken stop) =>
        await Task.WhenAll(containers.OrderBy(container => container.Name, StringComparer.Ordinal).Select(container => DescribeAsync(container, stop))).ConfigureAwait(false);

    /// <summary>A node.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="version">Its version, as its image tells it.</param>
    /// <param name="ports">Its ports.</param>
    public static ClusterNode Of(ContainerSummary container, string version, IEnumerable<PublishedPort> ports) => new(
        container.Name,
        container.Label(NodeLabels.KindRole),
        container.Running ? ClusterState.Running : ClusterState.Stopped,
        version.Trim(),
        container.Image,
        [.. ports.Select(port => new NodePort(port.HostPort, port.ContainerPort, port.Address, port.Protocol))]);

    private async Task<ClusterNode> DescribeAsync(ContainerSummary container, CancellationToken stop)
    {
        // One that is being started answers no questions.
        if (!container.Started)
        {
            return Of(container, string.Empty, []);
        }

        try
        {
            var inspecting = engine.Containers.InspectAsync(container.Name, stop);
            var version = container.IsNode() ? await engine.Containers.ReadTextAsync(container.Name, VersionPath, stop).ConfigureAwait(false) : null;
            return Of(container, version ?? string.Empty, (await inspecting.ConfigureAwait(false)).Ports);
        }
        catch (EngineRefusedException)
        {
            // It was removed since it was listed.
            return Of(container, string.Empty, []) with { State = ClusterState.Stopped };
        }
    }
}
