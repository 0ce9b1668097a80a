using System.Globalization;

namespace IdpBuilder.Docker.Kubeadm;

/// <summary>The version of Kubernetes that a node has.</summary>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
/// <param name="Text">The whole version, such as <c>v1.36.4</c>.</param>
internal sealed record KubernetesVersion(int Major, int Minor, string Text)
{
    /// <summary>Reads what stands in a node's <c>/kind/version</c>; null when it is no version.</summary>
    public static KubernetesVersion? Parse(string text)
    {
        var version = text.Trim();
        var parts = version.TrimStart('v').Split('.', 3);
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                ? new KubernetesVersion(major, minor, version)
                : null;
    }

    /// <summary>Whether it is this version or a later one.</summary>
    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);
}
