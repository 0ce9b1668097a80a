namespace IdpBuilder;

/// <summary>A cluster, as it was when it was looked at. Secrets are not part of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Provider">Where it comes from.</param>
/// <param name="State">What can be done with it.</param>
/// <param name="KubernetesVersion">The API server's version, such as <c>v1.34.1</c>.</param>
/// <param name="Server">The API server's address.</param>
/// <param name="HostName">The host of the platform's pages.</param>
/// <param name="Port">The port of the platform's pages.</param>
/// <param name="Protocol"><c>http</c> or <c>https</c>.</param>
/// <param name="KubeConfig">The kubeconfig file that names it; empty for none.</param>
/// <param name="CreatedAt">When it was made, or connected to.</param>
/// <param name="Notice">What this cluster only pretends, or why it cannot be used; empty for nothing.</param>
public sealed record Cluster(
    string Name,
    ClusterProvider Provider,
    ClusterState State,
    string KubernetesVersion,
    Uri Server,
    string HostName,
    int Port,
    string Protocol,
    string KubeConfig,
    DateTimeOffset CreatedAt,
    string Notice)
{
    /// <summary>Whether the platform's pages are told apart by their path, <c>host/argocd</c>, and not by their host, <c>argocd.host</c>.</summary>
    public bool PathRouting { get; init; }

    /// <summary>What keeps failing inside an embedded cluster, a line each: a mistake of this module's, or a manifest that it cannot play.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The containers of a cluster on Docker, by name; those of others are Kubernetes' to tell.</summary>
    public IReadOnlyList<ClusterNode> Nodes { get; init; } = [];

    /// <summary>The name: a cluster can stand wherever a name is taken.</summary>
    public override string ToString() => Name;
}
