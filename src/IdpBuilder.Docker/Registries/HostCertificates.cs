using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Docker.Registries;

/// <summary>The certificate authorities that this machine trusts, such as that of a company's proxy.</summary>
internal static class HostCertificates
{
    /// <summary>Where a node image looks for authorities of others.</summary>
    public const string Folder = "/usr/local/share/ca-certificates/idpbuilder";

    /// <summary>The authorities that are valid now, as files by path.</summary>
    public static IReadOnlyDictionary<string, string> Files(TimeProvider clock)
    {
        var now = clock.GetLocalNow().DateTime;
        return new[] { StoreLocation.LocalMachine, StoreLocation.CurrentUser }
            .SelectMany(Trusted)
            .Where(certificate => certificate.NotBefore <= now && now <= certificate.NotAfter)
            .DistinctBy(certificate => certificate.Thumbprint, StringComparer.Ordinal)
            .ToDictionary(certificate => $"{Folder}/{certificate.Thumbprint}.crt", certificate => certificate.ExportCertificatePem() + "\n", StringComparer.Ordinal);
    }

    private static IReadOnlyList<X509Certificate2> Trusted(StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.Root, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return [.. store.Certificates];
        }
        catch (CryptographicException)
        {
            // A machine without such a store trusts nobody by it.
            return [];
        }
    }
}
