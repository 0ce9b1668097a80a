namespace IdpBuilder.Clusters;

/// <summary>The cluster that is wanted.</summary>
/// <param name="Name">Its name: a DNS label.</param>
/// <param name="HostName">The host under which the platform's pages are reached.</param>
/// <param name="Port">The port of those pages.</param>
/// <param name="Protocol"><c>http</c> or <c>https</c>.</param>
/// <param name="ListenPort">The loopback port of an embedded cluster's API; 0 for a free one, null for none.</param>
/// <param name="KubeConfig">The kubeconfig file to write for outside clients; empty for none.</param>
/// <param name="ControlPlanePath">The directory with the etcd and kube-apiserver of an embedded cluster; empty for the API inside the process.</param>
public sealed record ClusterSpec(
    string Name,
    string HostName = "cnoe.localtest.me",
    int Port = 8443,
    string Protocol = "https",
    int? ListenPort = null,
    string KubeConfig = "",
    string ControlPlanePath = "")
{
    /// <summary>Whether a cluster of the same name makes way. It stands until nothing more can be found wrong with this one.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether the platform's pages are told apart by their path.</summary>
    public bool PathRouting { get; init; }

    /// <summary>The nodes, for a provider that makes some.</summary>
    public NodeSpec Nodes { get; init; } = NodeSpec.Default;
}
