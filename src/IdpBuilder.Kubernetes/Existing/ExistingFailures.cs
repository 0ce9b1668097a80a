using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes.Existing;

/// <summary>The failures of clusters that somebody else made.</summary>
internal static class ExistingFailures
{
    /// <summary>The server takes connections and says nothing.</summary>
    public static KubernetesApiException Silent(ServerIdentity identity, TimeSpan patience, Exception inner) => new(
        "ApiUnreachable",
        FailureKind.Unreachable,
        0,
        string.Empty,
        $"Connecting failed: the API server at {identity} did not answer within {patience.TotalSeconds:0} s. Check its address, the network and the proxy.",
        identity.Server,
        inner);

    /// <summary>Something answers, but as no Kubernetes API does.</summary>
    public static KubernetesApiException NotKubernetes(ServerIdentity identity) => new(
        "ApiAnswerUnreadable",
        FailureKind.InvalidData,
        0,
        string.Empty,
        $"Connecting failed: what answers at {identity} does not speak Kubernetes. Check the server's address and proxy in the kubeconfig.",
        identity.Server);

    /// <summary>A cluster that exists is not created.</summary>
    public static IdpException NotCreated(string name) => new(
        "ClusterNotCreatable",
        FailureKind.InvalidOperation,
        $"The cluster '{name}' was not created: provider Existing stands for clusters that somebody else made. Adopt one with Connect-IdpCluster, or take another -Provider.",
        name);

    /// <summary>Argo CD in that cluster could read nothing from this machine.</summary>
    public static IdpException NoGitServer(string cluster, string repository) => new(
        "GitServerMissing",
        FailureKind.NotSupported,
        $"'{repository}' was not published: the cluster '{cluster}' has no git server of ours from which Argo CD could read a local directory. "
        + "Install one with Connect-IdpCluster -CorePackage gitea, apply the package from this machine with Install-IdpPackage -Direct, or give its Application a repoURL that Argo CD can reach.",
        repository);
}
