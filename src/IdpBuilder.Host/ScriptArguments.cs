using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace IdpBuilder.Host;

/// <summary>Reads a command line's words as <c>pwsh -File</c> does.</summary>
internal static partial class ScriptArguments
{
    /// <summary>
    /// The words as they would be typed behind a command: <c>-Name</c> and <c>-Name:value</c> name parameters, anything else is a value, and
    /// no word is more than text. Whether a name takes the value behind it, the engine knows.
    /// </summary>
    public static string Text(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        Name().Match(word) is { Success: true } name ? name.Groups[1].Value + ValueOf(name.Groups[2].Value) : Quoted(word)));

    private static string ValueOf(string text) => text.ToLowerInvariant() switch
    {
        "" or ":" => text,
        ":$true" or ":$false" => text,
        _ => ":" + Quoted(text[1..]),
    };

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"\A(-[\p{L}_][\p{L}\p{Nd}_]*)(:.*)?\z", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
