using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Embedded.Certificates;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>The certificates of one listener: an authority of its own that lives only in memory, and the server's certificate.</summary>
internal sealed class LoopbackCertificates : IDisposable
{
    private LoopbackCertificates(string authority, X509Certificate2 server)
    {
        AuthorityPem = authority;
        Server = server;
    }

    /// <summary>The authority that clients must trust.</summary>
    public string AuthorityPem { get; }

    /// <summary>The server's certificate with its key.</summary>
    public X509Certificate2 Server { get; }

    public static LoopbackCertificates Create(TimeProvider clock)
    {
        using var authority = new LoopbackAuthority("idpbuilder embedded CA", clock);
        return new LoopbackCertificates(authority.Pem, authority.IssueServer());
    }

    public void Dispose() => Server.Dispose();
}
