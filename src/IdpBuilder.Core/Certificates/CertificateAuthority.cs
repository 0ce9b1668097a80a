using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Certificates;

/// <summary>An authority: a certificate that others are to trust, and the key that vouches in its name. Keys are of P-256.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>The certificate, without the key.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>The certificate with its key, to be kept.</summary>
    public PemCertificate Export() => PemCertificate.Of(_certificate);

    /// <summary>Makes an authority that vouches for certificates of machines and users, and for no other authorities.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="period">When it is valid.</param>
    /// <param name="limits">What it may vouch for; nothing for everything.</param>
    public static CertificateAuthority Create(X500DistinguishedName name, ValidityPeriod period, X509Extension? limits = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (limits is not null)
        {
            request.CertificateExtensions.Add(limits);
        }

        return new CertificateAuthority(request.CreateSelfSigned(period.From, period.Until));
    }

    /// <summary>Reads an authority that was kept; null when it is none, or the key another's.</summary>
    public static CertificateAuthority? Load(PemCertificate kept)
    {
        if (kept.Load() is not { } certificate)
        {
            return null;
        }

        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority))
        {
            return new CertificateAuthority(certificate);
        }

        certificate.Dispose();
        return null;
    }

    /// <summary>The certificate, for as long as the authority is not disposed.</summary>
    internal X509Certificate2 Certificate => _certificate;

    /// <summary>Issues a certificate, with a new key.</summary>
    /// <param name="subject">Whose it is.</param>
    /// <param name="period">When it is valid; it ends with the authority at the latest.</param>
    /// <param name="names">The hosts and addresses that it is for; nothing for a user.</param>
    /// <param name="purposes">What it is good for, of <see cref="CertificatePurpose"/>.</param>
    public X509Certificate2 Issue(X500DistinguishedName subject, ValidityPeriod period, X509Extension? names, params Oid[] purposes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        var (from, until) = period.Within(new ValidityPeriod(_certificate.NotBefore, _certificate.NotAfter));
        using var issued = request.Create(_certificate, from, until, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();
}
