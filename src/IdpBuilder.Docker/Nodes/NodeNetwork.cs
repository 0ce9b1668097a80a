using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Docker.Nodes;

/// <summary>The network of a cluster's nodes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasIPv6">Whether it has IPv6.</param>
internal sealed record NodeNetwork(string Name, bool HasIPv6)
{
    /// <summary>The name of a cluster's network.</summary>
    public static string NameOf(string cluster) => $"idp-{cluster}";

    /// <summary>Unique local subnets (RFC 4193) that follow from the cluster's name: two clusters do not meet, and nobody has to choose.</summary>
    public static IReadOnlyList<string> SubnetsV6(string cluster) => [.. Enumerable.Range(0, 5).Select(attempt => SubnetV6(FormattableString.Invariant($"{cluster}/{attempt}")))];

    private static string SubnetV6(string seed)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(seed))).ToLowerInvariant();
        return $"fd{hash[..2]}:{hash[2..6]}:{hash[6..10]}:{hash[10..14]}::/64";
    }
}
