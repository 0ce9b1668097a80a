using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;

namespace IdpBuilder.Docker.Operations;

/// <summary>Shows an engine on the network our certificate, and checks its own, by the files that <c>docker</c> uses.</summary>
internal sealed class EngineCertificates : IAuthProvider
{
    private readonly X509Certificate2Collection _authorities = [];
    private readonly X509Certificate2 _own;

    /// <summary>Reads the files.</summary>
    /// <exception cref="Errors.IdpException"><c>EngineCertificateUnreadable</c>.</exception>
    public EngineCertificates(EngineAddress address)
    {
        try
        {
            _authorities.ImportFromPemFile(Path.Combine(address.Certificates, "ca.pem"));
            using var pem = X509Certificate2.CreateFromPemFile(Path.Combine(address.Certificates, "cert.pem"), Path.Combine(address.Certificates, "key.pem"));

            // Windows shows no certificate whose key exists in memory only.
            _own = new X509Certificate2(pem.Export(X509ContentType.Pkcs12));
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw DockerFailures.CertificateUnreadable(address, exception);
        }
    }

    /// <inheritdoc/>
    public bool TlsEnabled => true;

    /// <inheritdoc/>
    public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_authorities);
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.SslOptions.CertificateChainPolicy = policy;
            sockets.SslOptions.ClientCertificates = [_own];
        }
        else if (handler is HttpClientHandler client)
        {
            client.ClientCertificates.Add(_own);
            client.ServerCertificateCustomValidationCallback = (_, shown, chain, errors) =>
            {
                if (shown is null || chain is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
                {
                    return false;
                }

                chain.ChainPolicy = policy;
                return chain.Build(shown);
            };
        }

        return handler;
    }
}
