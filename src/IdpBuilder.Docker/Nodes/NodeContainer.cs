using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Registries;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The container that a node is, as kind's node images expect it.</summary>
internal static class NodeContainer
{
    /// <summary>The port of the API server inside its node.</summary>
    public const int ApiPort = 6443;

    private static readonly string[] CopyOnWriteDrivers = ["btrfs", "zfs"];

    /// <summary>The container.</summary>
    /// <param name="plan">The cluster.</param>
    /// <param name="node">The node.</param>
    /// <param name="network">The network and whether it has IPv6.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="machine">What of this machine nodes get.</param>
    /// <param name="run">The run that makes it.</param>
    public static ContainerSpec Of(ClusterPlan plan, Node node, NodeNetwork network, EngineDescription engine, NodeMachine machine, string run)
    {
        return new ContainerSpec
        {
            Name = node.Name,
            Image = node.Image,
            Network = network.Name,
            Aliases = node.Labels.ContainsKey(ClusterPlan.IngressLabel) ? PlatformRegistry.AliasesOf(plan.Spec) : [],
            Labels = NodeLabels.OfContainer(plan, NodeLabels.RoleText(node.Role), run),
            Environment = Variables(plan, node, machine),
            Ports = Ports(plan, node, machine),
            Binds = Binds(node, engine, machine),

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

    private static Dictionary<string, string> Variables(ClusterPlan plan, Node node, NodeMachine machine)
    {
        var variables = new Dictionary<string, string>(machine.ProxyVariables, StringComparer.Ordinal);
        if (node.Role == NodeRole.ControlPlane)
        {
            variables["KUBECONFIG"] = "/etc/kubernetes/admin.conf";
        }

        // Where node images look for it.
        if (plan.Config.Networking.DnsSearch is { } domains)
        {
            variables["KIND_DNS_SEARCH"] = string.Join(' ', domains);
        }

        return variables;
    }

    private static PublishedPort[] Ports(ClusterPlan plan, Node node, NodeMachine machine) =>
    [
        .. node.Name == plan.EntryPoint ? new[] { Api(plan, machine) } : [],
        .. node.Ports.Select(port => new PublishedPort(port.Port, port.HostPort, port.Address, port.Protocol)),
    ];

    /// <summary>The port under which the API is published.</summary>
    public static PublishedPort Api(ClusterPlan plan, NodeMachine machine) => new(ApiPort, machine.ApiPort, plan.ApiAddress);

    private static List<string> Binds(Node node, EngineDescription engine, NodeMachine machine)
    {
        List<string> binds = machine.HasKernelModules ? ["/lib/modules:/lib/modules:ro"] : [];
        if (CopyOnWriteDrivers.Contains(engine.StorageDriver, StringComparer.Ordinal))
        {
            binds.Add("/dev/mapper:/dev/mapper");
        }

        binds.AddRange(node.Mounts.Select(mount => $"{mount.HostPath}:{mount.NodePath}{Options(mount)}"));
        return binds;
    }

    private static string Options(NodeMount mount)
    {
        string[] options =
        [
            .. mount.ReadOnly ? ["ro"] : Array.Empty<string>(),
            .. mount.Relabel ? ["Z"] : Array.Empty<string>(),
            .. mount.Propagation switch { "HostToContainer" => ["rslave"], "Bidirectional" => ["rshared"], _ => Array.Empty<string>() },
        ];
        return options.Length == 0 ? string.Empty : ":" + string.Join(',', options);
    }
}
