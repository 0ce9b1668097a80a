using System.Text.RegularExpressions;

namespace IdpBuilder.Tests.Hosting.Editing;

/// <summary>Reads keys as a test writes them: <c>ab{Left}{Ctrl+C}{Shift+Tab}</c>.</summary>
internal static partial class TypedKeys
{
    public static IEnumerable<ConsoleKeyInfo> Of(string written) => Key().Matches(written).Select(match => match.Value switch
    {
        ['{', .. var name, '}'] => Named(name),
        var text => new ConsoleKeyInfo(text[0], ConsoleKey.None, shift: false, alt: false, control: false),
    });

    private static ConsoleKeyInfo Named(string name)
    {
        var control = name.StartsWith("Ctrl+", StringComparison.Ordinal);
        var shift = name.StartsWith("Shift+", StringComparison.Ordinal);
        var key = name[(name.IndexOf('+') + 1)..] switch
        {
            "Left" => ConsoleKey.LeftArrow,
            "Right" => ConsoleKey.RightArrow,
            "Up" => ConsoleKey.UpArrow,
            "Down" => ConsoleKey.DownArrow,
            var other => Enum.Parse<ConsoleKey>(other),
        };
        return new ConsoleKeyInfo(control && key is >= ConsoleKey.A and <= ConsoleKey.Z ? (char)(key - ConsoleKey.A + 1) : '\0', key, shift, alt: false, control);
    }

    [GeneratedRegex(@"\{[A-Za-z0-9+]+\}|.", RegexOptions.Singleline)]
    private static partial Regex Key();
}
