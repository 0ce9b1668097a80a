using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The container that a node is, as kind's node images expect it.</summary>
internal static class NodeContainer
{
    /// <summary>The port of the API server inside its node.</summary>
    public const int ApiPort = 6443;

    private static readonly string[] CopyOnWriteDrivers = ["btrfs", "zfs"];

    /// <summary>The container.</summary>
    /// <param name="spec">The cluster.</param>
    /// <param name="node">The node.</param>
    /// <param name="image">The node image.</param>
    /// <param name="network">The network and whether it has IPv6.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="machine">What of this machine nodes get.</param>
    /// <param name="run">The run that makes it.</param>
    public static ContainerSpec Of(
        ClusterSpec spec, Node node, string image, NodeNetwork network, EngineDescription engine, NodeMachine machine, string run)
    {
        return new ContainerSpec
        {
            Name = node.Name,
            Image = image,
            Network = network.Name,
            Labels = NodeLabels.OfNode(spec, node, run),
            Environment = Variables(node, machine),
            Ports = node.Role == NodeRole.ControlPlane ? Ports(spec, machine) : [],
            Binds = Binds(engine, machine),

            // Images and etcd must not lie in the container's own layers; the volume goes when the container goes.
            Volumes = ["/var"],
            TemporaryFolders = ["/tmp", "/run"],
            Devices = engine.Rootless ? ["/dev/fuse"] : [],
            Sysctls = network.HasIPv6
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["net.ipv6.conf.all.disable_ipv6"] = "0", ["net.ipv6.conf.all.forwarding"] = "1" }
                : new Dictionary<string, string>(StringComparer.Ordinal),
            SecurityOptions = ["seccomp=unconfined", "apparmor=unconfined"],
            Privileged = true,
            Terminal = true,

            // One: the engine then starts the node when it starts itself, and does not restart for ever one that cannot boot.
            Retries = 1,
            HostUsers = engine.RemapsUsers,
        };
    }

    private static Dictionary<string, string> Variables(Node node, NodeMachine machine)
    {
        var variables = new Dictionary<string, string>(machine.ProxyVariables, StringComparer.Ordinal);
        if (node.Role == NodeRole.ControlPlane)
        {
            variables["KUBECONFIG"] = "/etc/kubernetes/admin.conf";
        }

        return variables;
    }

    // The pages' port leads to where an ingress controller listens on the node.
    private static PublishedPort[] Ports(ClusterSpec spec, NodeMachine machine) =>
    [
        new PublishedPort(ApiPort, machine.ApiPort),
        new PublishedPort(spec.Protocol == "https" ? 443 : 80, spec.Port),
    ];

    private static List<string> Binds(EngineDescription engine, NodeMachine machine)
    {
        List<string> binds = machine.HasKernelModules ? ["/lib/modules:/lib/modules:ro"] : [];
        if (CopyOnWriteDrivers.Contains(engine.StorageDriver, StringComparer.Ordinal))
        {
            binds.Add("/dev/mapper:/dev/mapper");
        }

        return binds;
    }
}
