using System.Text.RegularExpressions;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>The keys of ConfigMaps and Secrets.</summary>
internal static partial class ConfigKeys
{
    /// <summary>What is wrong with a key, or null.</summary>
    public static string? Fault(string key) =>
        key.Length > 253 ? "must be no more than 253 bytes"
        : key is "." or ".." ? $"must not be '{key}'"
        : key.StartsWith("..", StringComparison.Ordinal) ? "must not start with '..'"
        : Shape().IsMatch(key) ? null
        : "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
            + "regex used for validation is '[-._a-zA-Z0-9]+')";

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
