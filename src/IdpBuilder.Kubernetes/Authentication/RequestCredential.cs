using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>What proves who sends a request: a header, a client certificate, both or neither.</summary>
/// <param name="Authorization">The header.</param>
/// <param name="Certificate">The certificate with its key.</param>
internal sealed record RequestCredential(AuthenticationHeaderValue? Authorization = null, X509Certificate2? Certificate = null)
{
    /// <summary>Nobody in particular.</summary>
    public static RequestCredential None { get; } = new();

    /// <summary>The credential that a bearer token is.</summary>
    public static RequestCredential OfToken(string token, X509Certificate2? certificate = null) =>
        new(token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token), certificate);

    /// <summary>Says nothing: everything in here is secret.</summary>
    public override string ToString() => nameof(RequestCredential);
}
