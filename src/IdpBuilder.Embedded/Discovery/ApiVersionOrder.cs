using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Discovery;

/// <summary>Kubernetes' order of versions: stable before beta before alpha, higher numbers first, other names last by alphabet.</summary>
internal sealed partial class ApiVersionOrder : IComparer<string>
{
    public static ApiVersionOrder NewestFirst { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = Parse(x ?? string.Empty);
        var right = Parse(y ?? string.Empty);
        if (left is null || right is null)
        {
            return left is null && right is null ? string.CompareOrdinal(x, y) : left is null ? 1 : -1;
        }

        return right.Value.CompareTo(left.Value);
    }

    private static (int Stability, int Major, int Minor)? Parse(string version)
    {
        var match = Shape().Match(version);
        if (!match.Success)
        {
            return null;
        }

        var stability = match.Groups[2].Value switch { "" => 2, "beta" => 1, _ => 0 };
        return (stability, Number(match.Groups[1].Value), Number(match.Groups[3].Value));
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
