using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker.Nodes;

/// <summary>Finds the way to a cluster's API: the published port, and the credentials that kubeadm left on the node.</summary>
internal static class NodeEndpoint
{
    private const string AdminPath = "/etc/kubernetes/admin.conf";

    /// <summary>The way.</summary>
    /// <exception cref="Errors.IdpException"><c>ClusterNotConnectable</c>.</exception>
    public static async Task<KubeEndpoint> FindAsync(DockerEngine engine, string cluster, IManifestReader reader, CancellationToken stop)
    {
        var containers = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={cluster}", stop).ConfigureAwait(false);
        var node = containers.Where(container => container.IsControlPlane()).OrderByDescending(container => container.Running).ThenBy(container => container.Name, StringComparer.Ordinal).FirstOrDefault()?.Name
            ?? throw DockerFailures.NotConnectable(cluster, "it has no control plane");
        var inspecting = engine.Containers.InspectAsync(EntryOf(containers)!.Name, stop);
        var text = await engine.Containers.ReadTextAsync(node, AdminPath, stop).ConfigureAwait(false)
            ?? throw DockerFailures.NotConnectable(cluster, $"its node '{node}' has no '{AdminPath}'");
        var server = ServerOf((await inspecting.ConfigureAwait(false)).Ports, engine.Address.PublishedAt)
            ?? throw DockerFailures.NotConnectable(cluster, $"the API's port {NodeContainer.ApiPort} of its node '{node}' is not published");
        return Read(text, server, reader) ?? throw DockerFailures.NotConnectable(cluster, $"'{AdminPath}' of its node '{node}' holds no certificates");
    }

    /// <summary>The container that leads to the API: the load balancer, else the only control plane; null when there is neither.</summary>
    public static ContainerSummary? EntryOf(IReadOnlyList<ContainerSummary> containers) =>
        containers.FirstOrDefault(container => container.Label(NodeLabels.KindRole) == LoadBalancer.Role)
        ?? containers.Where(container => container.IsControlPlane()).OrderBy(container => container.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The address of the API outside; null when its port is not published.</summary>
    /// <param name="ports">The node's ports.</param>
    /// <param name="publishedAt">Where ports that the engine publishes on all of its addresses are reached.</param>
    public static Uri? ServerOf(IReadOnlyList<PublishedPort> ports, string publishedAt)
    {
        var port = ports.FirstOrDefault(port => port.ContainerPort == NodeContainer.ApiPort && port.HostPort > 0);
        if (port is null)
        {
            return null;
        }

        return new UriBuilder("https", port.Address is "" or "0.0.0.0" or "::" ? publishedAt : port.Address, port.HostPort).Uri;
    }

    /// <summary>Reads the administrator's kubeconfig; null when it lacks what leads to the API.</summary>
    public static KubeEndpoint? Read(string text, Uri server, IManifestReader reader)
    {
        var mistakes = new List<Diagnostic>();
        var content = reader.Read(text, AdminPath, mistakes).FirstOrDefault()?.Content;
        var cluster = First(content, "clusters")?["cluster"];
        var user = First(content, "users")?["user"];
        return Pem(cluster, "certificate-authority-data") is { } authority && Pem(user, "client-certificate-data") is { } certificate && Pem(user, "client-key-data") is { } key
            ? new KubeEndpoint(server, CertificateAuthority: authority, ClientCertificate: certificate, ClientKey: key)
            : null;
    }

    private static JsonNode? First(JsonNode? content, string section) => (content?[section] as JsonArray)?.FirstOrDefault();

    private static string? Pem(JsonNode? section, string name)
    {
        var bytes = new byte[(string?)section?[name] is { } text ? text.Length : 0];
        return bytes.Length > 0 && Convert.TryFromBase64String((string)section![name]!, bytes, out var length) ? Encoding.ASCII.GetString(bytes, 0, length) : null;
    }
}
