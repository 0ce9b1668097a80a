namespace IdpBuilder;

/// <summary>The nodes that are wanted of a provider that makes some.</summary>
/// <param name="KubernetesVersion">The Kubernetes version, such as <c>1.36</c> or <c>v1.36.4</c>; empty for the provider's choice.</param>
/// <param name="Image">The node image; empty for the one of the version.</param>
/// <param name="WorkerCount">How many nodes there are beside those with the control plane.</param>
/// <param name="MakeCurrent">Whether the cluster becomes the kubeconfig's current context even where there is another.</param>
/// <param name="Retain">Whether what was made stays when making the cluster fails.</param>
public sealed record NodeSpec(
    string KubernetesVersion = "", string Image = "", int WorkerCount = 0, bool MakeCurrent = false, bool Retain = false)
{
    /// <summary>One node of the provider's choice.</summary>
    public static NodeSpec Default { get; } = new();

    /// <summary>How many nodes run the control plane; with more than one, a load balancer stands before them.</summary>
    public int ControlPlaneCount { get; init; } = 1;

    /// <summary>The image of that load balancer; empty for the provider's choice.</summary>
    public string LoadBalancerImage { get; init; } = string.Empty;

    /// <summary>Ports to publish beside that of the platform's pages.</summary>
    public IReadOnlyList<NodePort> ExtraPorts { get; init; } = [];

    /// <summary>Folders that every node gets.</summary>
    public IReadOnlyList<NodeMount> Mounts { get; init; } = [];

    /// <summary>The path or URL of a configuration of kind; empty for none.</summary>
    public string KindConfig { get; init; } = string.Empty;

    /// <summary>Whether such a source is on the web rather than a file.</summary>
    public static bool IsOnWeb(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>Files of Docker's configuration, of which the first that exists gives the nodes their credentials; none for none.</summary>
    public IReadOnlyList<string> RegistryConfig { get; init; } = [];

    /// <summary>Which mirror is asked in place of each registry.</summary>
    public IReadOnlyDictionary<string, string> RegistryMirrors { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether nodes trust the certificate authorities that this machine trusts.</summary>
    public bool TrustHostCertificates { get; init; }
}
