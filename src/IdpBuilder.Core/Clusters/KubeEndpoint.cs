namespace IdpBuilder.Clusters;

/// <summary>How a cluster's API is reached.</summary>
/// <param name="Server">The API server's address.</param>
/// <param name="Token">A bearer token; empty when another way of authentication is used.</param>
/// <param name="CertificateAuthority">The PEM text of the CA that the server's certificate must come from; empty for the system's.</param>
/// <param name="Transport">Makes the message handler of an API inside this process; null for a network connection.</param>
/// <param name="ClientCertificate">The PEM text of the certificate that the client shows; empty for none.</param>
/// <param name="ClientKey">The PEM text of its key.</param>
public sealed record KubeEndpoint(
    Uri Server, string Token = "", string CertificateAuthority = "", Func<HttpMessageHandler>? Transport = null, string ClientCertificate = "", string ClientKey = "")
{
    /// <summary>The address alone: neither token nor key may reach logs.</summary>
    public override string ToString() => Server.ToString();
}
