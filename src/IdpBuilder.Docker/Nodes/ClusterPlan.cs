using System.Net;
using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Registries;

namespace IdpBuilder.Docker.Nodes;

/// <summary>A cluster as it is going to be made: what was asked for, and what kind's configuration adds.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Nodes">The nodes, those with the control plane first.</param>
internal sealed record ClusterPlan(ClusterSpec Spec, KindConfig Config, IReadOnlyList<Node> Nodes)
{
    /// <summary>The label of the node on which an ingress controller is put.</summary>
    public const string IngressLabel = "ingress-ready";

    private const string Everywhere = "0.0.0.0";

    /// <summary>Where ports that the engine publishes are reached.</summary>
    public string PublishedAt { get; init; } = EngineAddress.Loopback;

    /// <summary>The address on which the API listens outside: on another machine than this, a port of the loopback address would lead nowhere.</summary>
    public string ApiAddress => Config.Networking.ApiServerAddress.Length > 0 ? Config.Networking.ApiServerAddress : AddressFor(PublishedAt);

    /// <summary>The names and addresses by which the API is called from outside, for its certificate.</summary>
    public IReadOnlyList<string> ServerNames =>
        [.. new[] { "localhost", EngineAddress.Loopback, ApiAddress, PublishedAt }.Where(name => name is not (Everywhere or "::")).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The kubeconfig file to write; empty until it was looked for.</summary>
    public string KubeConfig { get; init; } = Spec.KubeConfig;

    /// <summary>The nodes with the control plane.</summary>
    public IReadOnlyList<Node> ControlPlanes => [.. Nodes.Where(node => node.Role == NodeRole.ControlPlane)];

    /// <summary>The nodes for workloads.</summary>
    public IReadOnlyList<Node> Workers => [.. Nodes.Where(node => node.Role == NodeRole.Worker)];

    /// <summary>The container at which the control plane is reached, inside the network and from outside.</summary>
    public string EntryPoint => HasBalancer ? LoadBalancer.NameOf(Spec.Name) : ControlPlanes[0].Name;

    /// <summary>Whether a load balancer stands before the control planes.</summary>
    public bool HasBalancer => ControlPlanes.Count > 1;

    /// <summary>The load balancer's image.</summary>
    public string BalancerImage => Spec.Nodes.LoadBalancerImage.Length > 0 ? Spec.Nodes.LoadBalancerImage : LoadBalancer.DefaultImage;

    /// <summary>The images of all containers.</summary>
    public IEnumerable<string> Images => Nodes.Select(node => node.Image).Concat(HasBalancer ? [BalancerImage] : Array.Empty<string>()).Distinct(StringComparer.Ordinal);

    /// <summary>What within the cluster must be reached without a proxy: its containers under all their names, Pods and Services.</summary>
    public IEnumerable<string> InternalNames =>
    [
        .. Nodes.Select(node => node.Name).Append(EntryPoint).Distinct(StringComparer.Ordinal),
        .. PlatformRegistry.AliasesOf(Spec),
        Config.Networking.PodSubnet,
        Config.Networking.ServiceSubnet,
        ".svc",
        ".svc.cluster",
        ".svc.cluster.local",
    ];

    /// <summary>The ports that other machines can reach, as <c>address:port</c>.</summary>
    /// <param name="apiPort">The port under which the API is published.</param>
    public IReadOnlyList<string> ExposedPorts(int apiPort) =>
    [
        .. Nodes.SelectMany(node => node.Ports)
            .Prepend(new NodePort(apiPort, NodeContainer.ApiPort, ApiAddress))
            .Where(port => !IPAddress.TryParse(port.Address, out var address) || !IPAddress.IsLoopback(address))
            .Select(port => FormattableString.Invariant($"{(port.Address.Contains(':', StringComparison.Ordinal) ? $"[{port.Address}]" : port.Address)}:{port.HostPort}")),
    ];

    /// <summary>Plans a cluster.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="config">The configuration of kind.</param>
    /// <param name="publishedAt">Where ports that the engine publishes are reached.</param>
    /// <exception cref="Errors.IdpException"><c>KubernetesVersionUnknown</c>, <c>KindConfigConflict</c> or <c>KindConfigInvalid</c>.</exception>
    public static ClusterPlan Of(ClusterSpec spec, KindConfig config, string publishedAt = EngineAddress.Loopback)
    {
        var wanted = Wanted(spec, config).OrderBy(node => node.Role).ToList();
        if (wanted.Count == 0 || wanted[0].Role != NodeRole.ControlPlane)
        {
            throw KindFailures.NoControlPlane(KindConfigSource.NameOf(spec.Nodes.KindConfig));
        }

        // What is asked for by parameters counts for all nodes; what the configuration says, for those that it says it of.
        var image = spec.Nodes.Image.Length > 0 ? spec.Nodes.Image : spec.Nodes.KubernetesVersion.Length > 0 ? NodeImages.Of(spec.Nodes.KubernetesVersion) : string.Empty;
        var nodes = wanted.Select((node, index) => new Node(
            Node.NameOf(spec.Name, node.Role, index + 1 - (node.Role == NodeRole.Worker ? wanted.Count(other => other.Role == NodeRole.ControlPlane) : 0)),
            node.Role,
            image.Length > 0 ? image : node.Image.Length > 0 ? node.Image : NodeImages.Of(string.Empty))
        {
            Ports = node.Ports,
            Mounts = [.. node.Mounts, .. spec.Nodes.Mounts],
            Labels = node.Labels,
            KubeadmPatches = [.. config.KubeadmPatches, .. node.KubeadmPatches],
        }).ToList();
        return new ClusterPlan(spec, config, WithPages(spec, nodes, AddressFor(publishedAt))) { PublishedAt = publishedAt };
    }

    private static IEnumerable<KindNode> Wanted(ClusterSpec spec, KindConfig config)
    {
        if (config.Nodes.Count > 0)
        {
            return spec.Nodes is { WorkerCount: 0, ControlPlaneCount: 1 } ? config.Nodes : throw KindFailures.NodesGivenTwice(KindConfigSource.NameOf(spec.Nodes.KindConfig));
        }

        return Enumerable.Repeat(new KindNode(NodeRole.ControlPlane), spec.Nodes.ControlPlaneCount)
            .Concat(Enumerable.Repeat(new KindNode(NodeRole.Worker), spec.Nodes.WorkerCount));
    }

    // One node publishes the platform's pages and bears the label by which an ingress controller is put there: the one that
    // the configuration has chosen for either, else the first.
    private static List<Node> WithPages(ClusterSpec spec, List<Node> nodes, string address)
    {
        var chosen = Math.Max(0, nodes.FindIndex(node => node.Ports.Any(port => port.HostPort == spec.Port) || node.Labels.ContainsKey(IngressLabel) || PatchesLabel(node)));
        var node = nodes[chosen];
        var pages = new NodePort(spec.Port, spec.Protocol == "https" ? 443 : 80, address);
        var missing = new[] { pages }.Concat(spec.Nodes.ExtraPorts).Where(port => !node.Ports.Any(other => other.HostPort == port.HostPort && other.Protocol == port.Protocol));
        nodes[chosen] = node with
        {
            Ports = [.. node.Ports, .. missing],
            Labels = node.Labels.ContainsKey(IngressLabel) ? node.Labels : new Dictionary<string, string>(node.Labels, StringComparer.Ordinal) { [IngressLabel] = "true" },
        };
        return nodes;
    }

    // The engine takes no names here, and the address by which it is called need not be one that its machine knows.
    private static string AddressFor(string publishedAt) => publishedAt == EngineAddress.Loopback ? EngineAddress.Loopback : Everywhere;

    private static bool PatchesLabel(Node node) => node.KubeadmPatches.Any(patch => patch.ToJsonString().Contains(IngressLabel, StringComparison.Ordinal));
}
