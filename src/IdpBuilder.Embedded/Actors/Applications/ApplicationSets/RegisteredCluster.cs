using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>A cluster that Argo CD was told of by a Secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">Its address.</param>
/// <param name="Project">The project it is reserved for; empty for all.</param>
/// <param name="Labels">The Secret's labels.</param>
/// <param name="Annotations">The Secret's annotations.</param>
internal sealed record RegisteredCluster(
    string Name, string Server, string Project, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations)
{
    /// <summary>The label that tells what a Secret is for.</summary>
    public const string TypeLabel = "argocd.argoproj.io/secret-type";

    /// <summary>The value of that label on the Secret of a cluster.</summary>
    public const string ClusterType = "cluster";

    /// <summary>The name of the cluster in which Argo CD runs.</summary>
    public const string LocalName = "in-cluster";

    /// <summary>The address of the cluster in which Argo CD runs.</summary>
    public const string LocalServer = "https://kubernetes.default.svc";

    /// <summary>Whether a Secret describes a cluster.</summary>
    public static bool IsOne(Manifest secret) => secret.Label(TypeLabel) == ClusterType;

    /// <summary>Reads a Secret.</summary>
    public static RegisteredCluster Of(Manifest secret) =>
        new(Data(secret, "name"), Data(secret, "server"), Data(secret, "project"), secret.Labels, secret.Annotations);

    private static string Data(Manifest secret, string name)
    {
        var encoded = secret.Json.Map("data").Text(name);
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : string.Empty;
    }
}
