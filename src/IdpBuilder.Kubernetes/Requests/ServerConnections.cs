using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Makes the handlers through which a server on the network is reached.</summary>
internal sealed class ServerConnections
{
    private readonly ServerSettings _settings;
    private readonly ServerTrust _trust;
    private int _made;

    /// <summary>Reads the certificate authorities.</summary>
    /// <exception cref="CryptographicException">They are no certificates.</exception>
    public ServerConnections(ServerSettings settings)
    {
        _settings = settings;
        _trust = new ServerTrust(Authorities(settings.CertificateAuthority), settings.TlsServerName.Length > 0 ? settings.TlsServerName : settings.Server.Host);
    }

    /// <summary>How many connections were made so far: behind each new one may be a server that has only just started.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>A handler that shows a client certificate, or none.</summary>
    public HttpMessageHandler Open(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,

            // What listens on this machine is never behind a proxy, and asking the environment for one takes time.
            UseProxy = _settings.Proxy is not null || !_settings.Server.IsLoopback,
            Proxy = _settings.Proxy is { } address ? ProxyAt(address) : null,

            // A connection that is silently dead answers no ping; the streams on it fail then, and are resumed on another one.
            KeepAlivePingDelay = _settings.KeepAlive.Quiet,
            KeepAlivePingTimeout = _settings.KeepAlive.Answer,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            EnableMultipleHttp2Connections = true,
            PlaintextStreamFilter = (connection, _) =>
            {
                Interlocked.Increment(ref _made);
                return ValueTask.FromResult(connection.PlaintextStream);
            },
        };
        handler.SslOptions.CertificateChainPolicy = _trust.Policy();
        handler.SslOptions.RemoteCertificateValidationCallback = _settings.SkipTlsVerify ? (_, _, _, _) => true : (_, shown, chain, errors) => _trust.Accept(shown, chain, errors);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return handler;
    }

    private static X509Certificate2Collection? Authorities(string pem)
    {
        if (pem.Length == 0)
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("it holds no PEM certificate");
    }

    private static WebProxy ProxyAt(Uri address)
    {
        var proxy = new WebProxy(address);
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? string.Empty));
        }

        return proxy;
    }
}
