using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

public sealed class NodeContainerTests
{
    private static readonly EngineDescription Engine = new("28.2.2", "overlay2", "2", 1 << 30, 4, [], "Debian");
    private static readonly NodeMachine Machine = new(true, 34567, new Dictionary<string, string>(StringComparer.Ordinal));

    [Fact]
    public void The_control_plane_bears_the_labels_of_kind_and_our_own()
    {
        var container = Of(NodeRole.ControlPlane);

        Assert.Equal("demo", container.Labels["io.x-k8s.kind.cluster"]);
        Assert.Equal("control-plane", container.Labels["io.x-k8s.kind.role"]);
        Assert.Equal("demo", container.Labels["idpbuilder.io/cluster"]);
        Assert.Equal("8443", container.Labels["idpbuilder.io/port"]);
        Assert.Equal("run-1", container.Labels["idpbuilder.io/run"]);
    }

    [Fact]
    public void Only_the_control_plane_publishes_ports_and_only_on_the_loopback_address()
    {
        var ports = Of(NodeRole.ControlPlane).Ports;

        Assert.Equal([new PublishedPort(6443, 34567), new PublishedPort(443, 8443)], ports);
        Assert.All(ports, port => Assert.Equal("127.0.0.1", port.Address));
        Assert.Empty(Of(NodeRole.Worker).Ports);
    }

    [Fact]
    public void The_node_with_the_ingress_alone_has_the_names_of_the_platform()
    {
        Assert.Equal(["cnoe.localtest.me", "gitea.cnoe.localtest.me"], Of(NodeRole.ControlPlane).Aliases);
        Assert.Empty(Of(NodeRole.Worker).Aliases);
    }

    [Fact]
    public void It_is_what_node_images_expect()
    {
        var container = Of(NodeRole.ControlPlane);

        Assert.True(container.Privileged);
        Assert.True(container.Terminal);
        Assert.Equal(1, container.Retries);
        Assert.Equal(["/var"], container.Volumes);
        Assert.Equal(["/tmp", "/run"], container.TemporaryFolders);
        Assert.Equal(["seccomp=unconfined", "apparmor=unconfined"], container.SecurityOptions);
        Assert.Equal(["/lib/modules:/lib/modules:ro"], container.Binds);
        Assert.Equal("/etc/kubernetes/admin.conf", container.Environment["KUBECONFIG"]);
    }

    [Theory]
    [InlineData("overlay2", 1)]
    [InlineData("btrfs", 2)]
    [InlineData("zfs", 2)]
    public void Engines_that_store_by_copy_on_write_show_nodes_their_devices(string driver, int binds) =>
        Assert.Equal(binds, Of(NodeRole.Worker, Engine with { StorageDriver = driver }).Binds.Count);

    [Fact]
    public void Rootless_engines_and_mapped_users_are_heeded()
    {
        Assert.Equal(["/dev/fuse"], Of(NodeRole.Worker, Engine with { SecurityOptions = ["name=seccomp,profile=default", "name=rootless"] }).Devices);
        Assert.True(Of(NodeRole.Worker, Engine with { SecurityOptions = ["name=userns"] }).HostUsers);
        Assert.False(Of(NodeRole.Worker).HostUsers);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public void IPv6_is_switched_on_where_the_network_has_it(bool hasIPv6, int sysctls) =>
        Assert.Equal(sysctls, NodeContainer.Of(Plan, Plan.Nodes[1], new NodeNetwork("idp-demo", hasIPv6), Engine, Machine, "run-1").Sysctls.Count);

    [Fact]
    public void Mounts_are_given_as_the_engine_takes_them()
    {
        var node = Plan.Nodes[1] with { Mounts = [new NodeMount("/a", "/b"), new NodeMount("/c", "/d", ReadOnly: true, Propagation: "HostToContainer") { Relabel = true }] };

        Assert.Equal(
            ["/lib/modules:/lib/modules:ro", "/a:/b", "/c:/d:ro,Z,rslave"],
            NodeContainer.Of(Plan, node, new NodeNetwork("idp-demo", false), Engine, Machine, "run-1").Binds);
    }

    [Theory]
    [InlineData("a.example,b.example", "a.example b.example")]
    [InlineData("", "")]
    public void Domains_to_search_are_told_where_node_images_look_for_them(string domains, string told)
    {
        var config = KindConfig.Empty with { Networking = new KindNetworking { DnsSearch = domains.Split(',', StringSplitOptions.RemoveEmptyEntries) } };
        var plan = ClusterPlan.Of(new ClusterSpec("demo"), config);

        Assert.Equal(told, NodeContainer.Of(plan, plan.Nodes[0], new NodeNetwork("idp-demo", false), Engine, Machine, "run-1").Environment["KIND_DNS_SEARCH"]);
        Assert.DoesNotContain("KIND_DNS_SEARCH", Of(NodeRole.ControlPlane).Environment.Keys);
    }

    [Fact]
    public void What_the_engine_is_sent_never_shares_the_machines_cgroups_and_never_runs_an_init_of_its_own()
    {
        var parameters = ContainerParameters.Of(Of(NodeRole.ControlPlane));

        Assert.Equal("private", parameters.HostConfig!.CgroupnsMode);
        Assert.False(parameters.HostConfig.Init);
        Assert.Equal("8443", Assert.Single(parameters.HostConfig.PortBindings!["443/tcp"]).HostPort);
        Assert.Contains("6443/tcp", parameters.ExposedPorts!.Keys);
    }

    private static ClusterPlan Plan { get; } = ClusterPlan.Of(new ClusterSpec("demo") { Nodes = new NodeSpec(WorkerCount: 1) }, KindConfig.Empty);

    private static ContainerSpec Of(NodeRole role, EngineDescription? engine = null) => NodeContainer.Of(
        Plan, Plan.Nodes.First(node => node.Role == role), new NodeNetwork("idp-demo", false), engine ?? Engine, Machine, "run-1");
}
