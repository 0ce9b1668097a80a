using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Nodes;

/// <summary>A node of a cluster: a container.</summary>
/// <param name="Name">The container's name, which is the node's.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Image">Its image.</param>
internal sealed record Node(string Name, NodeRole Role, string Image)
{
    /// <summary>The ports it publishes beside the API's.</summary>
    public IReadOnlyList<NodePort> Ports { get; init; } = [];

    /// <summary>The folders of the engine's machine it gets.</summary>
    public IReadOnlyList<NodeMount> Mounts { get; init; } = [];

    /// <summary>Its labels in Kubernetes.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Merge patches of its kubeadm documents.</summary>
    public IReadOnlyList<JsonObject> KubeadmPatches { get; init; } = [];

    /// <summary>The name of the first, second … node of a role in a cluster, as kind gives it.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="role">The role.</param>
    /// <param name="number">Which, from 1.</param>
    public static string NameOf(string cluster, NodeRole role, int number) =>
        $"{cluster}-{NodeLabels.RoleText(role)}" + (number == 1 ? string.Empty : FormattableString.Invariant($"{number}"));

    /// <summary>The name of the node with the control plane, or of the first that has it.</summary>
    public static string ControlPlaneOf(string cluster) => NameOf(cluster, NodeRole.ControlPlane, 1);
}
