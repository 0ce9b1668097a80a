using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Kind;

/// <summary>A configuration of kind (<c>kind.x-k8s.io/v1alpha4</c>), as far as it says something about a cluster.</summary>
internal sealed record KindConfig
{
    /// <summary>No configuration: everything as it is without one.</summary>
    public static KindConfig Empty { get; } = new();

    /// <summary>The cluster's name there; empty for none.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The nodes, in the order given; none when it leaves them to others.</summary>
    public IReadOnlyList<KindNode> Nodes { get; init; } = [];

    /// <summary>The network of pods and services, and of the API.</summary>
    public KindNetworking Networking { get; init; } = new();

    /// <summary>Features switched on or off everywhere.</summary>
    public IReadOnlyDictionary<string, bool> FeatureGates { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>APIs switched on or off in the API server.</summary>
    public IReadOnlyDictionary<string, string> RuntimeConfig { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Merge patches of kubeadm's documents, by their kind, for every node.</summary>
    public IReadOnlyList<JsonObject> KubeadmPatches { get; init; } = [];

    /// <summary>Merge patches of containerd's configuration, as TOML.</summary>
    public IReadOnlyList<string> ContainerdPatches { get; init; } = [];
}
