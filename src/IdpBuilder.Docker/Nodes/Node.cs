namespace IdpBuilder.Docker.Nodes;

/// <summary>A node of a cluster: a container.</summary>
/// <param name="Name">The container's name, which is the node's.</param>
/// <param name="Role">What it is for.</param>
internal sealed record Node(string Name, NodeRole Role)
{
    /// <summary>The nodes of a cluster, under kind's names, the one with the control plane first.</summary>
    public static IReadOnlyList<Node> Of(string cluster, int workers) =>
    [
        new Node(ControlPlaneOf(cluster), NodeRole.ControlPlane),
        .. Enumerable.Range(1, workers).Select(number => new Node(
            number == 1 ? $"{cluster}-worker" : FormattableString.Invariant($"{cluster}-worker{number}"), NodeRole.Worker)),
    ];

    /// <summary>The name of the node with the control plane.</summary>
    public static string ControlPlaneOf(string cluster) => $"{cluster}-control-plane";
}
