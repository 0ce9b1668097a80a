using System.Globalization;
using IdpBuilder.Clusters;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.Docker.Kind;

/// <summary>What a configuration may ask for as <c>{{ .Port }}</c>: the names that the Go tool idpbuilder gives.</summary>
internal static class KindTemplate
{
    /// <summary>The values for a cluster.</summary>
    public static IReadOnlyDictionary<string, object?> Values(ClusterSpec spec) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["Protocol"] = spec.Protocol,
        ["Host"] = spec.HostName,
        ["IngressHost"] = spec.HostName,
        ["Port"] = spec.Port.ToString(CultureInfo.InvariantCulture),
        ["UsePathRouting"] = spec.PathRouting,
        ["StaticPassword"] = false,
        ["SelfSignedCert"] = string.Empty,
        ["KubernetesVersion"] = VersionOf(spec.Nodes.KubernetesVersion),
        ["ExtraPortsMapping"] = spec.Nodes.ExtraPorts.Select(object? (port) => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["HostPort"] = port.HostPort.ToString(CultureInfo.InvariantCulture),
            ["ContainerPort"] = port.Port.ToString(CultureInfo.InvariantCulture),
        }).ToList(),

        // Both are copied into the nodes: a mount of them, which templates make where these are set, is not needed.
        ["RegistryConfig"] = string.Empty,
        ["RegistryCertsDir"] = string.Empty,
    };

    // Templates make names of images of it, which take no minor, and none that is empty.
    private static string VersionOf(string version) => NodeImages.Knows(version) ? NodeImages.VersionOf(version) : "v" + version.TrimStart('v');
}
