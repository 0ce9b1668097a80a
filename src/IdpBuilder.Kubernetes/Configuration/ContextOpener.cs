using System.Security.Cryptography;
using IdpBuilder.Kubernetes.Authentication;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Configuration;

/// <summary>Turns a context of a kubeconfig into a way to its server.</summary>
/// <param name="reader">Reads the kubeconfig files.</param>
/// <param name="pod">What this process finds when it runs in a cluster.</param>
/// <param name="clock">Measures the age of credentials.</param>
internal sealed class ContextOpener(KubeconfigReader reader, PodEnvironment pod, TimeProvider clock)
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The names of the contexts of a file, or of all files that count.</summary>
    public IReadOnlyCollection<string> Names(string path) => reader.Read(path).ContextNames;

    /// <summary>Opens a context. Where there is no kubeconfig at all and none was asked for, the cluster that this process runs in counts.</summary>
    /// <param name="path">The file; empty for those that count.</param>
    /// <param name="name">The context; empty for the current one.</param>
    public OpenedContext Open(string path, string name)
    {
        var kubeconfig = reader.Read(path);
        if (name.Length == 0 && kubeconfig.Files.Count == 0 && pod.Open(clock) is { } own)
        {
            return own;
        }

        var chosen = name.Length > 0 ? name : kubeconfig.CurrentContext;
        if (chosen.Length == 0)
        {
            throw KubeconfigFailures.NoContext(kubeconfig.Files);
        }

        var context = kubeconfig.Context(chosen) ?? throw KubeconfigFailures.ContextNotFound(chosen, kubeconfig.Files, kubeconfig.ContextNames);
        return Open(kubeconfig, chosen, context);
    }

    private OpenedContext Open(MergedKubeconfig kubeconfig, string name, KubeconfigSection context)
    {
        var (clusterName, userName) = (context.Content.Text("cluster"), context.Content.Text("user"));
        var cluster = new ContextSection(name, $"the cluster '{clusterName}'", kubeconfig.Cluster(clusterName)
            ?? throw KubeconfigFailures.ContextInvalid(name, context.File, $"it names the cluster '{clusterName}', which is in none of the kubeconfig files"));
        var user = new ContextSection(name, $"the user '{userName}'", userName.Length == 0
            ? new KubeconfigSection([], context.File)
            : kubeconfig.User(userName)
                ?? throw KubeconfigFailures.ContextInvalid(name, context.File, $"it names the user '{userName}', which is in none of the kubeconfig files"));

        var settings = Settings(cluster);
        var identity = new ServerIdentity(settings.Server, name, userName);
        var warnings = settings.SkipTlsVerify
            ? $"The context '{name}' sets insecure-skip-tls-verify: whoever sits between this machine and '{settings.Server}' can read and change everything, credentials included."
            : string.Empty;
        try
        {
            var transport = ApiTransport.To(identity, settings, UserSection.Read(user, cluster, clock), UserSection.Impersonation(user));
            return new OpenedContext(name, context.File, transport, warnings.Length == 0 ? [] : [warnings]);
        }
        catch (CryptographicException exception)
        {
            throw cluster.Invalid($"has a certificate-authority that is no PEM certificate ({exception.Message.TrimEnd('.')})");
        }
    }

    private static ServerSettings Settings(ContextSection cluster)
    {
        if (!Uri.TryCreate(cluster.Text("server"), UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
        {
            throw cluster.Invalid("has a 'server' that is no http or https address");
        }

        return new ServerSettings(
            server,
            cluster.Material("certificate-authority"),
            cluster.Text("tls-server-name"),
            cluster.Content.Flag("insecure-skip-tls-verify"),
            Proxy(cluster));
    }

    private static Uri? Proxy(ContextSection cluster)
    {
        var text = cluster.Text("proxy-url");
        if (text.Length == 0)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && ProxySchemes.Contains(proxy.Scheme, StringComparer.Ordinal)
            ? proxy
            : throw cluster.Invalid($"has a 'proxy-url' that is no address with one of {string.Join(", ", ProxySchemes)}");
    }
}
