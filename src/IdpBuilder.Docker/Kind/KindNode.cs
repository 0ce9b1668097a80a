using System.Text.Json.Nodes;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Kind;

/// <summary>A node of a configuration of kind.</summary>
/// <param name="Role">What it is for.</param>
internal sealed record KindNode(NodeRole Role)
{
    /// <summary>Its image; empty for the cluster's.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The folders it gets.</summary>
    public IReadOnlyList<NodeMount> Mounts { get; init; } = [];

    /// <summary>The ports it publishes.</summary>
    public IReadOnlyList<NodePort> Ports { get; init; } = [];

    /// <summary>Its labels in Kubernetes.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Merge patches of kubeadm's documents, by their kind.</summary>
    public IReadOnlyList<JsonObject> KubeadmPatches { get; init; } = [];
}
