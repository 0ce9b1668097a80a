using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Nodes;

public sealed class ClusterPlanTests
{
    private static readonly ClusterSpec Spec = new("demo");

    [Fact]
    public void Nodes_bear_kinds_names_and_those_with_the_control_plane_come_first()
    {
        var plan = ClusterPlan.Of(Spec with { Nodes = new NodeSpec(WorkerCount: 3) { ControlPlaneCount = 2 } }, KindConfig.Empty);

        Assert.Equal(
            ["demo-control-plane", "demo-control-plane2", "demo-worker", "demo-worker2", "demo-worker3"], plan.Nodes.Select(node => node.Name));
        Assert.Equal((2, 3), (plan.ControlPlanes.Count, plan.Workers.Count));
    }

    [Fact]
    public void A_configuration_may_list_them_in_any_order()
    {
        var plan = ClusterPlan.Of(Spec, new KindConfig { Nodes = [new(NodeRole.Worker) { Image = "w" }, new(NodeRole.ControlPlane) { Image = "c" }, new(NodeRole.Worker)] });

        Assert.Equal(["demo-control-plane", "demo-worker", "demo-worker2"], plan.Nodes.Select(node => node.Name));
        Assert.Equal(["c", "w", NodeImages.Of(string.Empty)], plan.Nodes.Select(node => node.Image));
    }

    [Theory]
    [InlineData("", "", "own")]
    [InlineData("1.35", "", null)]
    [InlineData("", "given", "given")]
    [InlineData("1.35", "given", "given")]
    public void What_is_asked_for_counts_more_than_what_the_configuration_says(string version, string image, string? expected)
    {
        var plan = ClusterPlan.Of(Spec with { Nodes = new NodeSpec(version, image) }, new KindConfig { Nodes = [new(NodeRole.ControlPlane) { Image = "own" }] });

        Assert.Equal(expected ?? NodeImages.Of(version), plan.Nodes[0].Image);
    }

    [Fact]
    public void The_first_node_publishes_the_pages_and_what_is_asked_for_beside_them()
    {
        var plan = ClusterPlan.Of(Spec with { Protocol = "http", Nodes = new NodeSpec(WorkerCount: 1) { ExtraPorts = [new NodePort(32222, 32222)] } }, KindConfig.Empty);

        Assert.Equal([new NodePort(8443, 80), new NodePort(32222, 32222)], plan.Nodes[0].Ports);
        Assert.Equal("true", plan.Nodes[0].Labels["ingress-ready"]);
        Assert.Empty(plan.Nodes[1].Ports);
        Assert.Empty(plan.Nodes[1].Labels);
    }

    [Theory]
    [InlineData("port")]
    [InlineData("label")]
    [InlineData("patch")]
    public void A_node_that_the_configuration_has_chosen_for_the_pages_keeps_them(string how)
    {
        var chosen = new KindNode(NodeRole.Worker)
        {
            Ports = how == "port" ? [new NodePort(8443, 30443, "0.0.0.0")] : [],
            Labels = how == "label" ? new Dictionary<string, string>(StringComparer.Ordinal) { ["ingress-ready"] = "yes" } : new Dictionary<string, string>(StringComparer.Ordinal),
            KubeadmPatches = how == "patch" ? [new() { ["kind"] = "JoinConfiguration", ["nodeRegistration"] = "ingress-ready=true" }] : [],
        };

        var plan = ClusterPlan.Of(Spec, new KindConfig { Nodes = [new(NodeRole.ControlPlane), chosen] });

        Assert.Empty(plan.Nodes[0].Ports);
        Assert.Equal(how == "port" ? new NodePort(8443, 30443, "0.0.0.0") : new NodePort(8443, 443), Assert.Single(plan.Nodes[1].Ports));
        Assert.Equal(how == "label" ? "yes" : "true", plan.Nodes[1].Labels["ingress-ready"]);
    }

    [Fact]
    public void Mounts_that_are_asked_for_reach_every_node()
    {
        var mount = new NodeMount("/a", "/b");
        var own = new NodeMount("/c", "/d");

        var plan = ClusterPlan.Of(
            Spec with { Nodes = new NodeSpec { Mounts = [mount] } }, new KindConfig { Nodes = [new(NodeRole.ControlPlane) { Mounts = [own] }, new(NodeRole.Worker)] });

        Assert.Equal([own, mount], plan.Nodes[0].Mounts);
        Assert.Equal([mount], plan.Nodes[1].Mounts);
    }

    [Theory]
    [InlineData("127.0.0.1", "", "127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "0.0.0.0", "0.0.0.0", "127.0.0.1")]
    [InlineData("127.0.0.1", "192.168.1.5", "192.168.1.5", "127.0.0.1")]
    [InlineData("build.example", "", "0.0.0.0", "0.0.0.0")]
    [InlineData("build.example", "127.0.0.1", "127.0.0.1", "0.0.0.0")]
    public void Pages_and_API_listen_where_they_can_be_reached(string publishedAt, string given, string api, string pages)
    {
        var plan = ClusterPlan.Of(Spec, KindConfig.Empty with { Networking = new KindNetworking { ApiServerAddress = given } }, publishedAt);

        Assert.Equal((api, pages), (plan.ApiAddress, Assert.Single(plan.Nodes[0].Ports).Address));
    }

    [Theory]
    [InlineData("127.0.0.1", "", "localhost,127.0.0.1")]
    [InlineData("127.0.0.1", "::", "localhost,127.0.0.1")]
    [InlineData("127.0.0.1", "192.168.1.5", "localhost,127.0.0.1,192.168.1.5")]
    [InlineData("build.example", "", "localhost,127.0.0.1,build.example")]
    [InlineData("build.example", "10.0.0.7", "localhost,127.0.0.1,10.0.0.7,build.example")]
    public void The_certificate_bears_every_name_by_which_the_API_is_called(string publishedAt, string given, string names)
    {
        var plan = ClusterPlan.Of(Spec, KindConfig.Empty with { Networking = new KindNetworking { ApiServerAddress = given } }, publishedAt);

        Assert.Equal(names, string.Join(',', plan.ServerNames));
    }

    [Theory]
    [InlineData(1, "demo-control-plane")]
    [InlineData(2, "demo-control-plane,demo-control-plane2,demo-external-load-balancer")]
    public void Everything_within_the_cluster_is_reached_without_a_proxy(int controlPlanes, string containers)
    {
        var plan = ClusterPlan.Of(Spec with { Nodes = new NodeSpec { ControlPlaneCount = controlPlanes } }, KindConfig.Empty);

        Assert.Equal(containers + ",cnoe.localtest.me,gitea.cnoe.localtest.me,10.244.0.0/16,10.96.0.0/16,.svc,.svc.cluster,.svc.cluster.local", string.Join(',', plan.InternalNames));
    }

    [Theory]
    [InlineData("127.0.0.1", "32222:32222", "")]
    [InlineData("127.0.0.1", "[::1]:32222:32222", "")]
    [InlineData("127.0.0.1", "0.0.0.0:32222:32222", "0.0.0.0:32222")]
    [InlineData("127.0.0.1", "[fd00::7]:32222:32222/udp", "[fd00::7]:32222")]
    [InlineData("build.example", "32222:32222", "0.0.0.0:40000 0.0.0.0:8443")]
    public void What_other_machines_can_reach_is_known(string publishedAt, string port, string exposed)
    {
        var plan = ClusterPlan.Of(Spec with { Nodes = new NodeSpec { ExtraPorts = [NodePort.Parse(port)] } }, KindConfig.Empty, publishedAt);

        Assert.Equal(exposed, string.Join(' ', plan.ExposedPorts(40000)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 3)]
    public void Nodes_are_given_in_one_way_only(int workers, int controlPlanes)
    {
        var nodes = new NodeSpec(WorkerCount: workers) { ControlPlaneCount = controlPlanes, KindConfig = "kind.yaml" };

        Assert.Equal("KindConfigConflict", Assert.Throws<IdpException>(() => ClusterPlan.Of(Spec with { Nodes = nodes }, new KindConfig { Nodes = [new(NodeRole.ControlPlane)] })).Id);
    }
}
