using IdpBuilder.Kubernetes.Authentication;
using IdpBuilder.Kubernetes.Requests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>The cluster that this process itself runs in, as Kubernetes tells every Pod.</summary>
/// <param name="host">The API server's host; null outside of a cluster.</param>
/// <param name="port">Its port.</param>
/// <param name="folder">Where the service account's token and the authority are.</param>
internal sealed class PodEnvironment(string? host, string? port, string folder)
{
    /// <summary>The name of the context that stands for the own cluster.</summary>
    public const string ContextName = "in-cluster";

    /// <summary>What this process finds.</summary>
    public static PodEnvironment OfProcess() => new(
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"),
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"),
        "/var/run/secrets/kubernetes.io/serviceaccount");

    /// <summary>The way to the own cluster; null outside of one.</summary>
    public OpenedContext? Open(TimeProvider clock)
    {
        var (token, authority) = (Path.Combine(folder, "token"), Path.Combine(folder, "ca.crt"));
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token) || !File.Exists(authority))
        {
            return null;
        }

        var server = new UriBuilder("https", host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host) { Port = int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) }.Uri;
        var identity = new ServerIdentity(server, ContextName);
        var settings = new ServerSettings(server, File.ReadAllText(authority));
        return new OpenedContext(ContextName, string.Empty, ApiTransport.To(identity, settings, new TokenFileCredential(token, null, clock)), []);
    }
}
