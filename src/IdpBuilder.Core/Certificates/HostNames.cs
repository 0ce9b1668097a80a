using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace IdpBuilder.Certificates;

/// <summary>The names and addresses under which a platform's pages are reached: its host, whatever is below it, and this machine itself.</summary>
public sealed class HostNames
{
    private const string Local = "localhost";

    /// <summary>The names of a platform.</summary>
    /// <param name="host">Its host, a name or an IPv4 address.</param>
    public HostNames(string host)
    {
        var isAddress = IPAddress.TryParse(host, out var address);
        Host = isAddress ? host : new IdnMapping().GetAscii(host.TrimEnd('.')).ToLowerInvariant();
        Addresses = [.. new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Concat(isAddress ? [address!] : []).Distinct()];
        Roots = isAddress ? [Local] : [.. new[] { Host, Local }.Distinct(StringComparer.Ordinal)];
        Names = isAddress ? [Local] : [.. new[] { Host, $"*.{Host}", Local }.Concat(Parts).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The host, in lower case and in ASCII.</summary>
    public string Host { get; }

    /// <summary>The git server's own name; that of the host where it is an address.</summary>
    public string Git => Below("gitea");

    /// <summary>The names, among them one for whatever is below the host.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The names that all others are, or are below of.</summary>
    public IReadOnlyList<string> Roots { get; }

    // Some programs take no wildcard below a name without a dot, such as *.localhost.
    private IEnumerable<string> Parts => Host.Contains('.', StringComparison.Ordinal) ? [] : [Below("argocd"), Git];

    /// <summary>Them, as a certificate has them.</summary>
    public X509Extension ToExtension()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in Names)
        {
            builder.AddDnsName(name);
        }

        foreach (var address in Addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build();
    }

    /// <summary>Whether a certificate is for these, no more and no fewer.</summary>
    public bool AreOf(X509Certificate2 certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == "2.5.29.17") is { } found && found.RawData.AsSpan().SequenceEqual(ToExtension().RawData);

    private string Below(string part) => IPAddress.TryParse(Host, out _) ? Host : $"{part}.{Host}";
}
