using System.Security.Authentication;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Carries the reason out of the TLS handshake, which itself only says that the certificate is invalid.</summary>
/// <param name="mistake">The kind of reason.</param>
/// <param name="message">The reason, as a clause without a period.</param>
internal sealed class CertificateRefusedException(CertificateMistake mistake, string message) : AuthenticationException(message)
{
    /// <summary>The kind of reason.</summary>
    public CertificateMistake Mistake { get; } = mistake;
}
