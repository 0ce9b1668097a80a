using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Certificates;

namespace IdpBuilder.Embedded.Certificates;

/// <summary>An authority that lives as long as the cluster it vouches for; its key never leaves the memory.</summary>
internal sealed class LoopbackAuthority(string name, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromDays(365);

    private readonly ValidityPeriod _period = ValidityPeriod.For(Duration, clock);
    private readonly CertificateAuthority _authority = CertificateAuthority.Create(new X500DistinguishedName($"CN={name}"), ValidityPeriod.For(Duration, clock));

    /// <summary>The certificate that others must trust.</summary>
    public string Pem => _authority.Pem;

    /// <summary>A certificate, with its key, for whoever serves on the loopback address; it may present it to its peers as well.</summary>
    public X509Certificate2 IssueServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return Issue(new X500DistinguishedName("CN=localhost"), names.Build(), CertificatePurpose.Server, CertificatePurpose.Client);
    }

    /// <summary>A certificate, with its key, for a user of a group.</summary>
    public X509Certificate2 IssueClient(string user, string group)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName(group);
        subject.AddCommonName(user);
        return Issue(subject.Build(), null, CertificatePurpose.Client);
    }

    /// <inheritdoc/>
    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Issue(X500DistinguishedName subject, X509Extension? names, params Oid[] purposes)
    {
        using var issued = _authority.Issue(subject, _period, names, purposes);

        // Windows speaks TLS only with keys that have been through a key store; an export brings them there.
        return new X509Certificate2(issued.Export(X509ContentType.Pkcs12), (string?)null, X509KeyStorageFlags.Exportable);
    }
}
