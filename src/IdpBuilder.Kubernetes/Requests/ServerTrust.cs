using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>Decides whether a server is the one that was meant, and says exactly why not.</summary>
/// <param name="authorities">The only authorities that count; null for those of the system.</param>
/// <param name="name">The name that the certificate must bear, for messages.</param>
internal sealed class ServerTrust(X509Certificate2Collection? authorities, string name)
{
    private const X509ChainStatusFlags Time = X509ChainStatusFlags.NotTimeValid;

    private const X509ChainStatusFlags Authority =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>How the chain is built; null for the system's way.</summary>
    public X509ChainPolicy? Policy()
    {
        if (authorities is null)
        {
            return null;
        }

        // Clusters' own authorities publish no revocation lists, and intermediate ones are often part of the bundle.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ExtraStore.AddRange(authorities);
        return policy;
    }

    /// <summary>Accepts a certificate, or throws why not.</summary>
    /// <exception cref="CertificateRefusedException">It is not accepted.</exception>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && !EndsAtAuthority(chain))
        {
            throw ChainRefused(certificate as X509Certificate2, chain);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new CertificateRefusedException(
                CertificateMistake.OtherName, $"its certificate belongs to {Names(certificate as X509Certificate2)}, not to '{name}'");
        }

        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)
            ? true
            : throw new CertificateRefusedException(CertificateMistake.Unusable, "it shows no certificate");
    }

    // A bundle may hold the intermediate authority alone. Other tools take any of its certificates for an end of the chain.
    private bool EndsAtAuthority(X509Chain? chain) =>
        authorities is not null
        && chain is { ChainElements.Count: > 0 }
        && Array.TrueForAll(chain.ChainStatus, status => status.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.NoError)
        && authorities.Contains(chain.ChainElements[^1].Certificate);

    private static CertificateRefusedException ChainRefused(X509Certificate2? certificate, X509Chain? chain)
    {
        var statuses = chain?.ChainStatus ?? [];
        var all = statuses.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if ((all & Authority) != 0)
        {
            return new CertificateRefusedException(
                CertificateMistake.UnknownAuthority, $"its certificate comes from an unknown authority ('{certificate?.Issuer}')");
        }

        var late = chain?.ChainElements.FirstOrDefault(element => Array.Exists(element.ChainElementStatus, status => (status.Status & Time) != 0))?.Certificate;
        if (late is not null)
        {
            return new CertificateRefusedException(
                CertificateMistake.OutOfTime, $"the certificate '{late.Subject}' is valid only from {Moment(late.NotBefore)} to {Moment(late.NotAfter)}");
        }

        return new CertificateRefusedException(
            CertificateMistake.Unusable, $"its certificate cannot be used ({string.Join(", ", statuses.Select(status => status.Status))})");
    }

    private static string Names(X509Certificate2? certificate)
    {
        var extension = certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        string[] names = extension is null
            ? []
            : [.. extension.EnumerateDnsNames(), .. extension.EnumerateIPAddresses().Select(address => address.ToString())];
        return names.Length == 0 ? "no name" : string.Join(", ", names.Select(other => $"'{other}'"));
    }

    private static string Moment(DateTime time) => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
}
