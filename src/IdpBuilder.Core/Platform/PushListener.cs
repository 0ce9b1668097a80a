using System.Globalization;
using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Platform;

/// <summary>Where a cluster's Argo CD is told of pushes. It is reached by its Service: no name outside of the cluster and no ingress has to work for that.</summary>
/// <param name="Address">The address.</param>
/// <param name="Secret">What those who tell it sign with; empty where Argo CD asks for nothing.</param>
public sealed record PushListener(string Address, string Secret)
{
    private const string Namespace = "argocd";
    private const string Service = "argocd-server";
    private const string Path = "/api/webhook";

    // Gitea signs as Gogs does, and Argo CD takes it for that.
    private const string SecretKey = "webhook.gogs.secret";

    private static readonly ResourceReference ServiceObject = new(new GroupVersionKind(string.Empty, "v1", "Service"), Namespace, Service);
    private static readonly ResourceReference SettingsObject = new(new GroupVersionKind(string.Empty, "v1", "ConfigMap"), Namespace, "argocd-cmd-params-cm");
    private static readonly ResourceReference SecretObject = new(new GroupVersionKind(string.Empty, "v1", "Secret"), Namespace, "argocd-secret");

    /// <summary>The listener of a cluster; null where there is no Argo CD.</summary>
    public static async Task<PushListener?> FindAsync(IKubernetesApi api, CancellationToken stop)
    {
        if (await api.GetAsync(ServiceObject, stop).ConfigureAwait(false) is not { } service)
        {
            return null;
        }

        var settings = await api.GetAsync(SettingsObject, stop).ConfigureAwait(false);
        var secret = await api.GetAsync(SecretObject, stop).ConfigureAwait(false);
        return new PushListener(AddressOf(service, settings), Encoding.UTF8.GetString(Convert.FromBase64String(secret?.Json.Child("data").Text(SecretKey) ?? string.Empty)));
    }

    /// <summary>Whether an address is, or was with other settings, that of a cluster's own Argo CD.</summary>
    public static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host == $"{Service}.{Namespace}.svc" && uri.AbsolutePath.EndsWith(Path, StringComparison.Ordinal);

    /// <summary>The address alone.</summary>
    public override string ToString() => Address;

    // Without server.insecure it has TLS, and sends those who come without to come with it. A base href is the ingress' business, a root path its own.
    internal static string AddressOf(Manifest service, Manifest? settings)
    {
        var data = settings?.Json.Child("data");
        var (scheme, usual) = data.Text("server.insecure") == "true" ? ("http", 80) : ("https", 443);
        var named = service.Spec.Children("ports").FirstOrDefault(port => port.Text("name") == scheme);
        var number = named?["port"] is { } port ? (int)port : usual;
        var root = data.Text("server.rootpath").Trim('/');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{scheme}://{Service}.{Namespace}.svc{(number == usual ? string.Empty : $":{number}")}{(root.Length == 0 ? string.Empty : $"/{root}")}{Path}");
    }
}
