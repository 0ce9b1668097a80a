using IdpBuilder.Clusters;
using IdpBuilder.Docker.Kind;

namespace IdpBuilder.Docker.Nodes;

/// <summary>A cluster as it is going to be made: what was asked for, and what kind's configuration adds.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Nodes">The nodes, those with the control plane first.</param>
internal sealed record ClusterPlan(ClusterSpec Spec, KindConfig Config, IReadOnlyList<Node> Nodes)
{
    private const string IngressLabel = "ingress-ready";

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

    /// <summary>Plans a cluster.</summary>
    /// <exception cref="Errors.IdpException"><c>KubernetesVersionUnknown</c>, <c>KindConfigConflict</c> or <c>KindConfigInvalid</c>.</exception>
    public static ClusterPlan Of(ClusterSpec spec, KindConfig config)
    {
        var wanted = Wanted(spec, config).OrderBy(node => node.Role).ToList();
        if (wanted.Count == 0 || wanted[0].Role != NodeRole.ControlPlane)
        {
            throw KindFailures.NoControlPlane(spec.Nodes.KindConfig);
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
        return new ClusterPlan(spec, config, WithPages(spec, nodes));
    }

    private static IEnumerable<KindNode> Wanted(ClusterSpec spec, KindConfig config)
    {
        if (config.Nodes.Count > 0)
        {
            return spec.Nodes is { WorkerCount: 0, ControlPlaneCount: 1 } ? config.Nodes : throw KindFailures.NodesGivenTwice(spec.Nodes.KindConfig);
        }

        return Enumerable.Repeat(new KindNode(NodeRole.ControlPlane), spec.Nodes.ControlPlaneCount)
            .Concat(Enumerable.Repeat(new KindNode(NodeRole.Worker), spec.Nodes.WorkerCount));
    }

    // One node publishes the platform's pages and bears the label by which an ingress controller is put there: the one that
    // the configuration has chosen for either, else the first.
    private static List<Node> WithPages(ClusterSpec spec, List<Node> nodes)
    {
        var chosen = Math.Max(0, nodes.FindIndex(node => node.Ports.Any(port => port.HostPort == spec.Port) || node.Labels.ContainsKey(IngressLabel) || PatchesLabel(node)));
        var node = nodes[chosen];
        var pages = new NodePort(spec.Port, spec.Protocol == "https" ? 443 : 80);
        var missing = new[] { pages }.Concat(spec.Nodes.ExtraPorts).Where(port => !node.Ports.Any(other => other.HostPort == port.HostPort && other.Protocol == port.Protocol));
        nodes[chosen] = node with
        {
            Ports = [.. node.Ports, .. missing],
            Labels = node.Labels.ContainsKey(IngressLabel) ? node.Labels : new Dictionary<string, string>(node.Labels, StringComparer.Ordinal) { [IngressLabel] = "true" },
        };
        return nodes;
    }

    private static bool PatchesLabel(Node node) => node.KubeadmPatches.Any(patch => patch.ToJsonString().Contains(IngressLabel, StringComparison.Ordinal));
}
