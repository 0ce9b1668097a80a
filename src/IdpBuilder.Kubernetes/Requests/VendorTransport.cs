using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Clusters;
using k8s;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>
/// A transport made by KubernetesClient, so that TLS, certificate authorities and authentication are the vendor's.
/// Nothing else names its types: the assembly is large and is not loaded for a cluster inside this process.
/// </summary>
internal static class VendorTransport
{
    /// <summary>A transport to an endpoint on the network.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ApiTransport To(KubeEndpoint endpoint)
    {
        var configuration = new KubernetesClientConfiguration
        {
            Host = endpoint.Server.ToString(),
            HttpClientTimeout = Timeout.InfiniteTimeSpan,
        };
        if (endpoint.Token.Length > 0)
        {
            configuration.AccessToken = endpoint.Token;
        }

        if (endpoint.CertificateAuthority.Length > 0)
        {
            configuration.SslCaCerts = Certificates(endpoint);
        }

        return From(configuration);
    }

    private static ApiTransport From(KubernetesClientConfiguration configuration)
    {
        // The client is owned by its HttpClient here: disposing that one closes the connections.
        var kubernetes = new k8s.Kubernetes(configuration);
        kubernetes.HttpClient.Timeout = Timeout.InfiniteTimeSpan;
        return new ApiTransport(
            kubernetes.BaseUri,
            kubernetes.HttpClient,
            kubernetes.Credentials is { } credentials ? credentials.ProcessHttpRequestAsync : null);
    }

    private static X509Certificate2Collection Certificates(KubeEndpoint endpoint)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(endpoint.CertificateAuthority);
        }
        catch (CryptographicException exception)
        {
            throw ApiErrors.CertificateAuthorityUnreadable(endpoint, exception);
        }

        return certificates.Count > 0 ? certificates : throw ApiErrors.CertificateAuthorityUnreadable(endpoint, null);
    }
}
