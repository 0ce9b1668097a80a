namespace IdpBuilder.Kubernetes.Existing;

/// <summary>The cluster that is to be adopted.</summary>
/// <param name="Name">What it is called here; empty for a name made of the context's.</param>
/// <param name="KubeConfig">The kubeconfig file; empty for those that <c>KUBECONFIG</c> or the home directory name.</param>
/// <param name="Context">The context; empty for the current one.</param>
/// <param name="HostName">The host under which the platform's pages are reached.</param>
/// <param name="Port">The port of those pages.</param>
/// <param name="Protocol"><c>http</c> or <c>https</c>.</param>
public sealed record ExistingClusterSpec(
    string Name = "",
    string KubeConfig = "",
    string Context = "",
    string HostName = "cnoe.localtest.me",
    int Port = 8443,
    string Protocol = "https")
{
    /// <summary>Whether the platform's pages are told apart by their path.</summary>
    public bool PathRouting { get; init; }
}
