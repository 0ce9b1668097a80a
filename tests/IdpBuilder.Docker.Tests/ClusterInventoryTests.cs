using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker;

public sealed class ClusterInventoryTests
{
    [Theory]
    [InlineData("control-plane:up worker:up", true, ClusterState.Running)]
    [InlineData("external-load-balancer:up control-plane:up control-plane:up", true, ClusterState.Running)]
    [InlineData("control-plane:up worker:down", true, ClusterState.Degraded)]
    [InlineData("external-load-balancer:down control-plane:up", true, ClusterState.Degraded)]
    [InlineData("control-plane:down worker:down", true, ClusterState.Stopped)]
    [InlineData("worker:up", true, ClusterState.Degraded)]
    [InlineData("control-plane:up", false, ClusterState.Incomplete)]
    [InlineData("control-plane:down", false, ClusterState.Incomplete)]
    public void The_state_follows_from_the_nodes_and_from_whether_they_were_completed(string nodes, bool complete, ClusterState state) =>
        Assert.Equal(state, ClusterInventory.StateOf([.. nodes.Split(' ').Select(Node)], complete));

    [Fact]
    public void A_node_is_told_with_its_role_version_and_ports()
    {
        var node = NodeInventory.Of(Node("worker:down"), "v1.36.4\n", [new PublishedPort(53, 5353, "0.0.0.0", "udp")]);

        Assert.Equal(("worker:down", "worker", ClusterState.Stopped, "v1.36.4", "image"), (node.Name, node.Role, node.State, node.KubernetesVersion, node.Image));
        Assert.Equal([new NodePort(5353, 53, "0.0.0.0", "udp")], node.Ports);
    }

    private static ContainerSummary Node(string text)
    {
        var (role, running) = (text.Split(':')[0], text.EndsWith(":up", StringComparison.Ordinal));
        return new ContainerSummary(text, text, running, new Dictionary<string, string>(StringComparer.Ordinal) { [NodeLabels.KindRole] = role }, "image", DateTimeOffset.UnixEpoch);
    }
}
