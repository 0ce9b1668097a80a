using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Certificates;

/// <summary>A certificate and its key as text. It has no text of its own, so that nothing prints the key.</summary>
/// <param name="certificate">The certificate.</param>
/// <param name="key">The key (PKCS #8).</param>
public sealed class PemCertificate(string certificate, string key)
{
    /// <summary>The certificate.</summary>
    public string Certificate { get; } = certificate;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>A certificate that has its key.</summary>
    public static PemCertificate Of(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate has no key of an elliptic curve.");
        return new PemCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The certificate with its key; null where either cannot be read, or they do not belong together.</summary>
    public X509Certificate2? Load()
    {
        try
        {
            return X509Certificate2.CreateFromPem(Certificate, Key);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
