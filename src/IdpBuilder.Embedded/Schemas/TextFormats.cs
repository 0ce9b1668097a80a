using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>The formats of text that a structural schema can ask for.</summary>
internal static partial class TextFormats
{
    /// <summary>Whether the text is in the format; formats that are not known match everything.</summary>
    public static bool Matches(string format, string text) => format switch
    {
        "date-time" or "datetime" => DateTimeText().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "duration" => DurationText().IsMatch(text),
        "email" => EmailText().IsMatch(text),
        "hostname" => HostText().IsMatch(text) && text.Length <= 255,
        "ipv4" => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork && text.Split('.').Length == 4,
        "ipv6" => IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        "cidr" => IPNetwork.TryParse(text, out _),
        "mac" => MacText().IsMatch(text),
        "uuid" or "uuid3" or "uuid4" or "uuid5" => Guid.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _) || text.StartsWith('/'),
        "byte" => IsBase64(text),
        _ => true,
    };

    /// <summary>Whether the text is base64 with padding.</summary>
    public static bool IsBase64(string text) =>
        Convert.TryFromBase64String(text, new byte[(text.Length / 4 * 3) + 3], out _);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeText();

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+\z|^0\z", RegexOptions.CultureInvariant)]
    private static partial Regex DurationText();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailText();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostText();

    [GeneratedRegex("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex MacText();
}
