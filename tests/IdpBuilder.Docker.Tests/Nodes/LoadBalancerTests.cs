using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

public sealed class LoadBalancerTests
{
    private static readonly ClusterPlan Plan = ClusterPlan.Of(new ClusterSpec("demo") { Nodes = new NodeSpec { ControlPlaneCount = 3 } }, KindConfig.Empty);

    private static readonly NodeMachine Machine = new(false, 34567, new Dictionary<string, string>(StringComparer.Ordinal));

    [Fact]
    public void It_has_the_port_of_the_API_which_then_no_node_has()
    {
        var api = NodeContainer.Api(Plan, Machine);

        Assert.Equal([new PublishedPort(6443, 34567)], LoadBalancer.Of(Plan, new NodeNetwork("idp-demo", false), api, "run-1").Ports);
        Assert.All(
            Plan.Nodes,
            node => Assert.DoesNotContain(api, NodeContainer.Of(Plan, node, new NodeNetwork("idp-demo", false), new EngineDescription("28", "overlay2", "2", 1, 1, [], "Debian"), Machine, "run-1").Ports));
    }

    [Fact]
    public void It_bears_kinds_role_and_finds_its_configuration_when_it_starts()
    {
        var container = LoadBalancer.Of(Plan, new NodeNetwork("idp-demo", false), NodeContainer.Api(Plan, Machine), "run-1");

        Assert.Equal(("demo-external-load-balancer", "external-load-balancer", false), (container.Name, container.Labels["io.x-k8s.kind.role"], container.Privileged));
        var servers = Assert.Single(container.Files).Value.Split('\n').Where(line => line.StartsWith("  server ", StringComparison.Ordinal)).Select(line => line.Split(' ')[4]);
        Assert.Equal(["demo-control-plane:6443", "demo-control-plane2:6443", "demo-control-plane3:6443"], servers);
    }

    [Fact]
    public void One_control_plane_needs_none()
    {
        var plan = ClusterPlan.Of(new ClusterSpec("demo"), KindConfig.Empty);

        Assert.Equal((false, "demo-control-plane"), (plan.HasBalancer, plan.EntryPoint));
        Assert.DoesNotContain(LoadBalancer.DefaultImage, plan.Images);
        Assert.Contains(LoadBalancer.DefaultImage, Plan.Images);
    }
}
