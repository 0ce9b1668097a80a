using System.Security.Cryptography;

namespace IdpBuilder.Certificates;

/// <summary>What certificates are good for.</summary>
public static class CertificatePurpose
{
    /// <summary>To serve.</summary>
    public static Oid Server => new("1.3.6.1.5.5.7.3.1");

    /// <summary>To show who asks.</summary>
    public static Oid Client => new("1.3.6.1.5.5.7.3.2");
}
