using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Certificates;

/// <summary>Which certificates of a platform still serve, and how new ones are made.</summary>
internal static class CertificateRules
{
    /// <summary>How long an authority is valid.</summary>
    public static readonly TimeSpan AuthorityDuration = TimeSpan.FromDays(3652);

    /// <summary>How long a certificate is valid; Apple's systems refuse what is valid for more than 825 days.</summary>
    public static readonly TimeSpan LeafDuration = TimeSpan.FromDays(730);

    /// <summary>How long a certificate must still be valid, or it is made anew by the next run: a third of its time.</summary>
    public static readonly TimeSpan LeastLeft = LeafDuration / 3;

    /// <summary>A new authority for a platform.</summary>
    /// <param name="cluster">The cluster, part of its name: people find it by that among those they trust.</param>
    /// <param name="names">The names that it may vouch for.</param>
    /// <param name="clock">The time.</param>
    public static CertificateAuthority CreateAuthority(string cluster, HostNames names, TimeProvider clock) =>
        CertificateAuthority.Create(NameOf($"{cluster} ({names.Host})"), ValidityPeriod.For(AuthorityDuration, clock), NameLimits.Of(names));

    /// <summary>A new certificate for a platform's pages.</summary>
    public static PemCertificate CreateLeaf(CertificateAuthority authority, HostNames names, TimeProvider clock)
    {
        using var leaf = authority.Issue(NameOf(names.Host), ValidityPeriod.For(LeafDuration, clock), names.ToExtension(), CertificatePurpose.Server);
        return PemCertificate.Of(leaf);
    }

    /// <summary>Whether an authority may vouch for a platform, for long enough yet.</summary>
    public static bool Serves(CertificateAuthority? authority, HostNames names, TimeProvider clock) =>
        authority is not null && NameLimits.AreOf(authority.Certificate, names) && IsValid(authority.Certificate, LeafDuration, clock);

    /// <summary>Whether a certificate is this authority's, for these names, and for long enough yet.</summary>
    public static bool Serves(PemCertificate? kept, CertificateAuthority authority, HostNames names, TimeProvider clock)
    {
        using var leaf = kept?.Load();
        return leaf is not null && names.AreOf(leaf) && IsValid(leaf, LeastLeft, clock) && IsTrusted(leaf, authority, clock);
    }

    // Distinguished names have reserved characters: a builder quotes them.
    private static X500DistinguishedName NameOf(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddOrganizationName("IdpBuilder");
        builder.AddCommonName(name[..Math.Min(name.Length, 64)]);
        return builder.Build();
    }

    private static bool IsValid(X509Certificate2 certificate, TimeSpan left, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && certificate.NotAfter.ToUniversalTime() - now >= left;
    }

    private static bool IsTrusted(X509Certificate2 leaf, CertificateAuthority authority, TimeProvider clock)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().LocalDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(CertificatePurpose.Server);
        return chain.Build(leaf);
    }
}
