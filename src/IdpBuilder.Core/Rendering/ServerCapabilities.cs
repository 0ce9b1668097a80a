using System.Security.Cryptography;
using System.Text;
using IdpBuilder.Clusters;
using IdpBuilder.Manifests;

namespace IdpBuilder.Rendering;

/// <summary>What a chart can ask of the cluster it is rendered for: <c>.Capabilities.KubeVersion</c> and <c>.Capabilities.APIVersions</c>.</summary>
/// <param name="kubeVersion">The server's version; empty when it is not known, as where nothing but files is looked at.</param>
/// <param name="served">The types that the server has.</param>
public sealed class ServerCapabilities(string kubeVersion, IReadOnlyList<ApiResource> served)
{
    private readonly Lazy<IReadOnlyList<string>> _apiVersions = new(() =>
        [.. served.SelectMany(resource => new[] { resource.Type.ApiVersion, $"{resource.Type.ApiVersion}/{resource.Type.Kind}" })
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private string? _text;

    /// <summary>No cluster: helm answers for its own idea of one.</summary>
    public static ServerCapabilities Unknown { get; } = new(string.Empty, []);

    /// <summary>What a cluster tells of itself.</summary>
    public static async Task<ServerCapabilities> OfAsync(ClusterConnection cluster, CancellationToken stop) =>
        new(cluster.Cluster.KubernetesVersion, await cluster.Api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false));

    /// <summary>The version's numbers alone, such as <c>1.34.1</c>: not every helm reads what vendors add to them.</summary>
    public string KubeVersion => Numbers(kubeVersion);

    /// <summary>Every group version, and every kind of it, such as <c>apps/v1</c> and <c>apps/v1/Deployment</c>, in order.</summary>
    public IReadOnlyList<string> ApiVersions => _apiVersions.Value;

    /// <summary>The version's numbers alone.</summary>
    public static string Numbers(string version)
    {
        var text = version.AsSpan().TrimStart('v');
        var end = text.IndexOfAnyExcept("0123456789.");
        return (end < 0 ? text : text[..end]).TrimEnd('.').ToString();
    }

    /// <summary>The same text for the same capabilities: what was rendered for others is not to be taken for these.</summary>
    public override string ToString() => _text ??= served.Count == 0
        ? KubeVersion
        : $"{KubeVersion} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ApiVersions))))}";
}
