using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Errors;
using IdpBuilder.Platform;

namespace IdpBuilder.Certificates;

/// <summary>Lets the user of this machine trust the authorities of clusters, one for each, for as long as there is the cluster.</summary>
/// <param name="trust">Whom the user trusts.</param>
/// <param name="notes">Notes what was added.</param>
public sealed class PlatformTrust(ICertificateTrust trust, TrustNotes notes)
{
    /// <summary>Which programs honour it; empty where nearly all do.</summary>
    public string Reach => trust.Reach;

    /// <summary>Whether an authority was added for a cluster.</summary>
    public bool Knows(string cluster) => notes.Read(cluster).Count > 0;

    /// <summary>What is still to be done so that the user trusts a cluster's authority, and no earlier one of it; null for nothing.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="authority">The authority's certificate (PEM).</param>
    /// <exception cref="IdpException"><c>CertificateInvalid</c>.</exception>
    public PlatformChange? Find(string cluster, string authority)
    {
        using var certificate = Read(cluster, authority);
        var (thumbprint, name) = (certificate.Thumbprint, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        return notes.Read(cluster) is [var known] && known == thumbprint && trust.Has(thumbprint)
            ? null
            : new PlatformChange(cluster, $"Let the current user trust the certificate authority '{name}' (thumbprint {thumbprint})", stop => AddAsync(cluster, authority, stop));
    }

    /// <summary>Whether an authority may vouch for every host, and not for one platform alone.</summary>
    /// <exception cref="IdpException"><c>CertificateInvalid</c>.</exception>
    public static bool IsUnlimited(string cluster, string authority)
    {
        using var certificate = Read(cluster, authority);
        return !NameLimits.Has(certificate);
    }

    /// <summary>Lets the user trust the authorities of a cluster no more; nothing where there are none.</summary>
    public async Task ForgetAsync(string cluster, CancellationToken stop)
    {
        foreach (var thumbprint in notes.Read(cluster))
        {
            await RemoveAsync(cluster, thumbprint, stop).ConfigureAwait(false);
        }

        if (Knows(cluster))
        {
            notes.Write(cluster, []);
        }
    }

    // Noted first: what was added and not noted would stay for ever.
    private async Task AddAsync(string cluster, string authority, CancellationToken stop)
    {
        using var certificate = Read(cluster, authority);
        var earlier = notes.Read(cluster).Where(thumbprint => thumbprint != certificate.Thumbprint).ToArray();
        notes.Write(cluster, [.. earlier, certificate.Thumbprint]);
        if (!trust.Has(certificate.Thumbprint))
        {
            await trust.AddAsync(certificate, stop).ConfigureAwait(false);
        }

        foreach (var thumbprint in earlier)
        {
            await RemoveAsync(cluster, thumbprint, stop).ConfigureAwait(false);
        }

        notes.Write(cluster, [certificate.Thumbprint]);
    }

    private Task RemoveAsync(string cluster, string thumbprint, CancellationToken stop) =>
        notes.IsOfOthers(cluster, thumbprint) || !trust.Has(thumbprint) ? Task.CompletedTask : trust.RemoveAsync(thumbprint, stop);

    private static X509Certificate2 Read(string cluster, string authority)
    {
        try
        {
            return X509Certificate2.CreateFromPem(authority);
        }
        catch (CryptographicException broken)
        {
            throw CertificateFailures.Invalid(cluster, broken);
        }
    }
}
