using System.Globalization;
using IdpBuilder.Errors;

namespace IdpBuilder;

/// <summary>A port of the engine's machine that leads to one of a node.</summary>
/// <param name="HostPort">The port outside; 0 for a free one.</param>
/// <param name="Port">The port of the node.</param>
/// <param name="Address">The address outside on which it listens; the loopback address unless another is given.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record NodePort(int HostPort, int Port, string Address = "127.0.0.1", string Protocol = "tcp")
{
    /// <summary>Reads <c>[address:]hostPort:port[/protocol]</c>.</summary>
    /// <exception cref="IdpException"><c>ExtraPortInvalid</c>.</exception>
    public static NodePort Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        var parts = (slash < 0 ? text : text[..slash]).Split(':');
        return parts.Length >= 2 && Number(parts[^2]) is { } host && Number(parts[^1]) is { } port and > 0 && protocol is "tcp" or "udp" or "sctp"
            ? new NodePort(host, port, parts.Length > 2 ? string.Join(':', parts[..^2]).Trim('[', ']') : "127.0.0.1", protocol)
            : throw ClusterFailures.ExtraPortInvalid(text);
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => FormattableString.Invariant($"{Address}:{HostPort}:{Port}/{Protocol}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue ? number : null;
}
