using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Certificates;

/// <summary>
/// The names that an authority may vouch for (RFC 5280, 4.2.1.10), which every program that trusts it holds it to: whoever gets hold of the
/// key of a platform's authority can pretend to be that platform, but nobody else.
/// </summary>
internal static class NameLimits
{
    private const string Oid = "2.5.29.30";

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    /// <summary>The limits as a certificate has them: hosts with everything below them, and single addresses.</summary>
    public static X509Extension Of(HostNames names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (var root in names.Roots)
            {
                using var subtree = writer.PushSequence();
                writer.WriteCharacterString(UniversalTagNumber.IA5String, root, DnsName);
            }

            foreach (var address in names.Addresses)
            {
                using var subtree = writer.PushSequence();
                writer.WriteOctetString(WithMask(address), Address);
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }

    /// <summary>Whether a certificate has any limits.</summary>
    public static bool Has(X509Certificate2 certificate) => certificate.Extensions.Any(extension => extension.Oid?.Value == Oid);

    /// <summary>Whether a certificate has these limits and no others.</summary>
    public static bool AreOf(X509Certificate2 certificate, HostNames names) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == Oid) is { } found && found.RawData.AsSpan().SequenceEqual(Of(names).RawData);

    private static byte[] WithMask(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [.. bytes, .. Enumerable.Repeat(byte.MaxValue, bytes.Length)];
    }
}
