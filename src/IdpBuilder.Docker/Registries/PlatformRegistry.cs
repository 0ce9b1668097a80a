using System.Globalization;
using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Registries;

/// <summary>
/// Lets nodes pull from the registry of the platform's git server under the name that it has on this machine. They are outside of the
/// cluster's DNS, and reach the node with the ingress by aliases that the network of the nodes gives it.
/// </summary>
internal static class PlatformRegistry
{
    private const string GitServer = "gitea";

    /// <summary>The names of the node with the ingress among the nodes.</summary>
    public static IReadOnlyList<string> AliasesOf(ClusterSpec spec) =>
        [.. new[] { spec.HostName, $"{GitServer}.{spec.HostName}" }.Where(name => name != "localhost")];

    /// <summary>The file for containerd, by path. The node's certificates are not those of the platform, which come later: its certificate is not checked.</summary>
    public static IReadOnlyDictionary<string, string> Files(ClusterSpec spec)
    {
        var host = spec.PathRouting ? spec.HostName : $"{GitServer}.{spec.HostName}";
        var isUsual = (spec.Protocol, spec.Port) is ("https", 443) or ("http", 80);
        var name = isUsual ? host : $"{host}:{spec.Port.ToString(CultureInfo.InvariantCulture)}";
        var address = $"{spec.Protocol}://{host}";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{RegistryMirrors.Folder}/{name}/hosts.toml"] = $"server = \"{address}\"\n\n[host.\"{address}\"]\n  capabilities = [\"pull\", \"resolve\"]\n  skip_verify = true\n",
        };
    }
}
