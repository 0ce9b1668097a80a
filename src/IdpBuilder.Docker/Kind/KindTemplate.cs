using System.Globalization;
using IdpBuilder.Clusters;

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
        ["UsePathRouting"] = false,
        ["StaticPassword"] = false,
        ["SelfSignedCert"] = string.Empty,
        ["KubernetesVersion"] = spec.Nodes.KubernetesVersion.Length == 0 || spec.Nodes.KubernetesVersion.StartsWith('v') ? spec.Nodes.KubernetesVersion : "v" + spec.Nodes.KubernetesVersion,
        ["ExtraPortsMapping"] = spec.Nodes.ExtraPorts.Select(object? (port) => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["HostPort"] = port.HostPort.ToString(CultureInfo.InvariantCulture),
            ["ContainerPort"] = port.Port.ToString(CultureInfo.InvariantCulture),
        }).ToList(),

        // Both are copied into the nodes: a mount of them, which templates make where these are set, is not needed.
        ["RegistryConfig"] = string.Empty,
        ["RegistryCertsDir"] = string.Empty,
    };
}
