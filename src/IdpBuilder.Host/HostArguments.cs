using System.Diagnostics.CodeAnalysis;

namespace IdpBuilder.Host;

/// <summary>The command line, read as <c>pwsh</c> reads its own.</summary>
/// <param name="File">The script to run, or null.</param>
/// <param name="Command">The text to run, <see cref="FromInput"/>, or null; without both the prompt is interactive.</param>
/// <param name="ScriptArguments">What the script is given.</param>
/// <param name="ShowHelp">Whether only the usage is wanted.</param>
public sealed record HostArguments(string? File, string? Command, IReadOnlyList<string> ScriptArguments, bool ShowHelp = false)
{
    /// <summary>What stands for a text that is read from the input.</summary>
    public const string FromInput = "-";

    /// <summary>How the program is called.</summary>
    public const string Usage = """
        Usage: IdpBuilder.Host [[-File] <script.ps1> [arguments]] | -Command <text> | -Help
        Runs a script, a command or an interactive prompt in a PowerShell engine with the IdpBuilder module imported.
        With - in place of the script or the text, a command is read from the input. -NoProfile and -NoLogo change nothing.
        """;

    /// <summary>Reads a command line; false, with what is wrong, when it cannot be read.</summary>
    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out HostArguments? arguments, [NotNullWhen(false)] out string? mistake)
    {
        mistake = null;
        args = [.. args.SkipWhile(option => Is(option, "NoProfile", "nop", "NoLogo", "nol"))];
        arguments = args.ToArray() switch
        {
            [] => new HostArguments(null, null, []),
            [var help] when Is(help, "Help", "h", "?") => new HostArguments(null, null, [], ShowHelp: true),
            [var option, FromInput] when Is(option, "File", "f") => new HostArguments(null, FromInput, []),
            [var option, var path, .. var rest] when Is(option, "File", "f") => new HostArguments(path, null, rest),
            [var option, var text, .. var rest] when Is(option, "Command", "c") =>
                new HostArguments(null, string.Join(' ', [text, .. rest]), []),
            [var path, .. var rest] when !path.StartsWith('-') => new HostArguments(path, null, rest),
            _ => null,
        };

        if (arguments is null)
        {
            mistake = args.Count == 1 && Is(args[0], "File", "f", "Command", "c")
                ? $"'{args[0]}' needs a value."
                : $"'{args[0]}' is not an option of IdpBuilder.Host.";
        }

        return arguments is not null;
    }

    private static bool Is(string argument, params string[] names) =>
        names.Any(name => argument.Equals("-" + name, StringComparison.OrdinalIgnoreCase)
            || argument.Equals("--" + name, StringComparison.OrdinalIgnoreCase));
}
