using System.Security.Cryptography;
using IdpBuilder.Clusters;
using IdpBuilder.Kubernetes.Authentication;
using IdpBuilder.Kubernetes.Requests;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes;

/// <summary>Opens connections to API servers on the network and inside this process.</summary>
/// <param name="clock">Measures waits, time-outs and back-off.</param>
public sealed class KubernetesApiFactory(TimeProvider clock) : IKubernetesApiFactory
{
    /// <summary>How a dead connection is noticed.</summary>
    internal KeepAlive KeepAlive { get; init; } = KeepAlive.Default;

    /// <inheritdoc/>
    public IKubernetesApi Connect(KubeEndpoint endpoint)
    {
        var transport = endpoint.Transport is { } makeHandler
            ? ApiTransport.Through(makeHandler(), endpoint.Server, endpoint.Token)
            : OnNetwork(endpoint);
        return new KubernetesApi(transport, clock, Random.Shared.NextDouble);
    }

    private ApiTransport OnNetwork(KubeEndpoint endpoint)
    {
        try
        {
            return ApiTransport.To(
                new ServerIdentity(endpoint.Server),
                new ServerSettings(endpoint.Server, endpoint.CertificateAuthority) { KeepAlive = KeepAlive },
                Credential(endpoint));
        }
        catch (CryptographicException exception)
        {
            throw ApiErrors.CertificateAuthorityUnreadable(endpoint, exception);
        }
    }

    private static FixedCredential Credential(KubeEndpoint endpoint)
    {
        try
        {
            return new FixedCredential(RequestCredential.OfToken(
                endpoint.Token, endpoint.ClientCertificate.Length > 0 ? ClientCertificate.Of(endpoint.ClientCertificate, endpoint.ClientKey) : null));
        }
        catch (CryptographicException exception)
        {
            throw ApiErrors.ClientCertificateUnreadable(endpoint, exception);
        }
    }
}
