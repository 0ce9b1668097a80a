using System.Globalization;
using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The labels by which clusters are found again: kind's, so that its tools know ours and we theirs, and our own.</summary>
internal static class NodeLabels
{
    /// <summary>kind's label with the cluster's name.</summary>
    public const string KindCluster = "io.x-k8s.kind.cluster";

    /// <summary>kind's label with the node's role.</summary>
    public const string KindRole = "io.x-k8s.kind.role";

    /// <summary>Our label with the cluster's name, which networks bear too.</summary>
    public const string Cluster = "idpbuilder.io/cluster";

    /// <summary>Our label with the host of the platform's pages.</summary>
    public const string HostName = "idpbuilder.io/host-name";

    /// <summary>Our label with the port of the platform's pages.</summary>
    public const string Port = "idpbuilder.io/port";

    /// <summary>Our label with the protocol of the platform's pages.</summary>
    public const string Protocol = "idpbuilder.io/protocol";

    /// <summary>Our label that says how the platform's pages are told apart.</summary>
    public const string Routing = "idpbuilder.io/routing";

    /// <summary>Its value where they are by their path.</summary>
    public const string ByPath = "path";

    /// <summary>Our label with the kubeconfig file that was written.</summary>
    public const string KubeConfig = "idpbuilder.io/kubeconfig";

    /// <summary>Our label with the run of New-IdpCluster that made the thing: what fails takes back its own work only.</summary>
    public const string Run = "idpbuilder.io/run";

    /// <summary>The labels of a cluster's network.</summary>
    public static IReadOnlyDictionary<string, string> OfNetwork(ClusterSpec spec, string run) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Cluster] = spec.Name,
        [Run] = run,
    };

    /// <summary>The labels of a container.</summary>
    /// <param name="plan">The cluster.</param>
    /// <param name="role">What it is for, in kind's words.</param>
    /// <param name="run">The run that makes it.</param>
    public static IReadOnlyDictionary<string, string> OfContainer(ClusterPlan plan, string role, string run) => new Dictionary<string, string>(OfNetwork(plan.Spec, run), StringComparer.Ordinal)
    {
        [KindCluster] = plan.Spec.Name,
        [KindRole] = role,
        [HostName] = plan.Spec.HostName,
        [Port] = plan.Spec.Port.ToString(CultureInfo.InvariantCulture),
        [Protocol] = plan.Spec.Protocol,
        [Routing] = plan.Spec.PathRouting ? ByPath : "subdomain",
        [KubeConfig] = plan.KubeConfig,
    };

    /// <summary>Whether a container is a node with the control plane.</summary>
    public static bool IsControlPlane(this ContainerSummary container) => container.Label(KindRole) == RoleText(NodeRole.ControlPlane);

    /// <summary>Whether a container is a node at all, and not the balancer before some.</summary>
    public static bool IsNode(this ContainerSummary container) => container.Label(KindRole) != LoadBalancer.Role;

    /// <summary>A role in kind's words.</summary>
    public static string RoleText(NodeRole role) => role == NodeRole.ControlPlane ? "control-plane" : "worker";
}
