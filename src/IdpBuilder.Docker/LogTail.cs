namespace IdpBuilder.Docker;

/// <summary>The end of a log, as messages show it.</summary>
internal static class LogTail
{
    private const int Lines = 12;

    /// <summary>The last lines, each on a line of its own.</summary>
    public static string Of(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? " (empty)" : string.Concat(lines.TakeLast(Lines).Select(line => "\n  " + line));
    }
}
