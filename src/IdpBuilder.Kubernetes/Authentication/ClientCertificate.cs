using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Makes the certificate that a client shows of its PEM texts.</summary>
internal static class ClientCertificate
{
    /// <summary>The certificate with its key.</summary>
    /// <exception cref="CryptographicException">A text is no certificate or key, or they do not belong together; the message holds neither.</exception>
    public static X509Certificate2 Of(string certificate, string key)
    {
        try
        {
            var pair = X509Certificate2.CreateFromPem(certificate, key);
            if (!OperatingSystem.IsWindows())
            {
                return pair;
            }

            // Windows shows only certificates whose key has been through a key store; an export brings it there.
            using (pair)
            {
                return new X509Certificate2(pair.Export(X509ContentType.Pkcs12));
            }
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new CryptographicException(
                exception is ArgumentException ? "certificate and key do not belong together, or the key is encrypted" : exception.Message.TrimEnd('.'));
        }
    }
}
