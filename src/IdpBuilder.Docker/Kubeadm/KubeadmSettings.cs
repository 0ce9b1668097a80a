using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>What kubeadm must know to make or to join one node.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Version">The node's version.</param>
/// <param name="Node">The node.</param>
/// <param name="Address">The node's address.</param>
/// <param name="Token">The token with which nodes join.</param>
internal sealed record KubeadmSettings(
    string Cluster, KubernetesVersion Version, Node Node, string Address, string Token)
{
    /// <summary>kind's choice of addresses for pods.</summary>
    public const string DefaultPodSubnet = "10.244.0.0/16";

    /// <summary>kind's choice of addresses for services.</summary>
    public const string DefaultServiceSubnet = "10.96.0.0/16";

    /// <summary>The mode of kube-proxy in which there is none.</summary>
    public const string NoProxy = "none";

    /// <summary>The names and addresses by which the API is called from outside.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = ["localhost", "127.0.0.1"];

    /// <summary>The addresses of pods.</summary>
    public string PodSubnet { get; init; } = DefaultPodSubnet;

    /// <summary>The addresses of services.</summary>
    public string ServiceSubnet { get; init; } = DefaultServiceSubnet;

    /// <summary>Whether workloads have nodes of their own; without, the one with the control plane takes them.</summary>
    public bool HasWorkers { get; init; }

    /// <summary>How kube-proxy works; <see cref="NoProxy"/> for none.</summary>
    public string ProxyMode { get; init; } = "iptables";

    /// <summary>Features switched on or off.</summary>
    public IReadOnlyDictionary<string, bool> FeatureGates { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>APIs switched on or off.</summary>
    public IReadOnlyDictionary<string, string> RuntimeConfig { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the engine runs without root's rights.</summary>
    public bool Rootless { get; init; }

    /// <summary>The container at which the control plane is reached inside the network: the first node that has it, or the balancer before several.</summary>
    public string EntryPoint { get; init; } = Nodes.Node.ControlPlaneOf(Cluster);

    /// <summary>The control plane's address inside the network: a name, for addresses change when nodes are restarted.</summary>
    public string ControlPlaneEndpoint => EndpointOf(EntryPoint);

    /// <summary>The address of a control plane that is reached at a container.</summary>
    public static string EndpointOf(string entryPoint) => FormattableString.Invariant($"{entryPoint}:{NodeContainer.ApiPort}");
}
