namespace IdpBuilder;

/// <summary>A node of a cluster whose nodes this module can see, or the load balancer before some.</summary>
/// <param name="Name">Its name, which is that of its container.</param>
/// <param name="Role"><c>control-plane</c>, <c>worker</c> or <c>external-load-balancer</c>.</param>
/// <param name="State">Whether it runs: <see cref="ClusterState.Running"/> or <see cref="ClusterState.Stopped"/>.</param>
/// <param name="KubernetesVersion">Its Kubernetes version, such as <c>v1.36.4</c>; empty when it has none.</param>
/// <param name="Image">Its image.</param>
/// <param name="Ports">The ports that it publishes.</param>
public sealed record ClusterNode(string Name, string Role, ClusterState State, string KubernetesVersion, string Image, IReadOnlyList<NodePort> Ports)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
