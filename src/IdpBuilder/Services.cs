using IdpBuilder.Clusters;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder;

/// <summary>The composition root: the one place where ports get their adapters.</summary>
internal static class Services
{
    /// <summary>Reads YAML and JSON.</summary>
    public static IManifestReader Reader { get; } = new YamlManifestReader();

    /// <summary>The providers of this version, new for each runspace.</summary>
    public static IReadOnlyList<IClusterProvider> Providers() => [];
}
