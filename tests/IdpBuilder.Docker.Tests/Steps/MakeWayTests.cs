using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Prerequisites;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Steps;

public sealed class MakeWayTests
{
    private static readonly string[] Former = ["demo-control-plane", "demo-worker"];

    [Theory]
    [InlineData("8443:443", "")]
    [InlineData("9000:80", "other-control-plane")]
    [InlineData("9001:80", "another program")]
    [InlineData("9002:80", "")]
    [InlineData("0.0.0.0:9001:80", "another program")]
    [InlineData("192.168.1.5:9001:80", "")]
    [InlineData("9001:53/udp", "")]
    [InlineData("9003:53/udp", "another program")]
    public void A_cluster_makes_way_unless_somebody_else_has_a_port_of_the_next(string port, string holder)
    {
        var spec = new ClusterSpec("demo", Port: 8443) { Nodes = NodeSpec.Default with { ExtraPorts = [NodePort.Parse(port)] } };

        AssertHolder(holder, ClusterPlan.Of(spec, KindConfig.Empty));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(9001, "another program")]
    public void The_port_of_the_API_counts_too(int port, string holder) =>
        AssertHolder(holder, ClusterPlan.Of(new ClusterSpec("demo"), KindConfig.Empty with { Networking = new KindNetworking { ApiServerPort = port } }));

    private static void AssertHolder(string holder, ClusterPlan plan)
    {
        var machine = new MachineFacts(new EngineDescription("28.2.2", "overlay2", "2", 8L << 30, 4, [], "Debian"), new EngineAddress(new Uri("unix:///docker.sock"), "the default"))
        {
            IsPortFree = (port, protocol) => (port, protocol) is not ((8443, "tcp") or (9000, "tcp") or (9001, "tcp") or (9003, "udp")),
            HostPorts = new[] { (8443, "demo-control-plane"), (9000, "other-control-plane") }.ToLookup(taken => (taken.Item1, "tcp"), taken => taken.Item2),
        };

        var failure = Record.Exception(() => MakeWay.RequirePorts(plan, machine, Former));

        Assert.Equal(holder.Length > 0, failure is IdpException { Id: "ClusterPortTaken" });
        Assert.Contains(holder, failure?.Message ?? string.Empty);
    }
}
