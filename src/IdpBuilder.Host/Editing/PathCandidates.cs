namespace IdpBuilder.Host.Editing;

/// <summary>Completes paths of files: the engine does it with a cmdlet that its package does not have.</summary>
internal static class PathCandidates
{
    private static readonly char[] Breaks = [' ', '\t', '\'', '"', ',', ';', '|', '(', '{', '=', '\n', '\r'];

    /// <summary>The files and directories that the word before the cursor could become.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">A place in it.</param>
    /// <param name="location">What relative paths start from.</param>
    public static LineCandidates Of(string text, int cursor, string location)
    {
        var start = cursor == 0 ? 0 : text.LastIndexOfAny(Breaks, cursor - 1) + 1;
        var word = text[start..cursor];
        var name = Path.GetFileName(word);
        var parent = word[..^name.Length];
        var found = Entries(Path.Combine(location, parent), name);
        return found.Count == 0
            ? LineCandidates.None
            : new LineCandidates(start, cursor - start, [.. found.Select(entry => parent + Escaped(entry))], found);
    }

    // A backtick keeps a blank from ending the word, without the quotes that would have to go before the directory.
    private static string Escaped(string entry) => entry.Replace(" ", "` ", StringComparison.Ordinal);

    private static List<string> Entries(string directory, string name)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos(name + "*", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
                .Select(entry => entry is DirectoryInfo ? entry.Name + Path.DirectorySeparatorChar : entry.Name)
                .Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be listed offers nothing.
            return [];
        }
    }
}
