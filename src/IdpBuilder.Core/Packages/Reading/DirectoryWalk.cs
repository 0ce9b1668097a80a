using IdpBuilder.Git.Ignoring;

namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Walks a directory with all below it: each place once, however many links lead there, and none outside what was given.
/// </summary>
internal sealed class DirectoryWalk(ReadingSession session, ICollection<Diagnostic> diagnostics)
{
    private readonly HashSet<string> _visited = new(PathTree.Comparer);

    /// <summary>The directories, a directory before those in it, each with its files; git's own are left out.</summary>
    public IEnumerable<(string Directory, IReadOnlyList<FileInfo> Files)> Below(string root) => Walk(root, (_, _, rules) => rules);

    /// <summary>The same without what <c>.gitignore</c> files from the root downwards leave out.</summary>
    public IEnumerable<(string Directory, IReadOnlyList<FileInfo> Files)> BelowUnlessIgnored(string root) => Walk(root, WithOwn);

    private IEnumerable<(string Directory, IReadOnlyList<FileInfo> Files)> Walk(string root, Func<string, FileSystemInfo[], IgnoreRules, IgnoreRules> rulesIn)
    {
        var open = new Stack<(string Directory, string Prefix, IgnoreRules Rules)>();
        open.Push((root, string.Empty, IgnoreRules.None));
        while (open.TryPop(out var next))
        {
            session.ThrowIfStopped();
            if (!_visited.Add(PathTree.Real(next.Directory) ?? next.Directory))
            {
                continue;
            }

            var entries = EntriesOf(next.Directory);
            var rules = rulesIn(next.Prefix, entries, next.Rules);
            var kept = entries.Where(entry => !rules.Exclude(next.Prefix + entry.Name, entry is DirectoryInfo)).ToList();
            yield return (next.Directory, [.. kept.OfType<FileInfo>()]);
            foreach (var below in kept.OfType<DirectoryInfo>().Reverse())
            {
                open.Push((below.FullName, $"{next.Prefix}{below.Name}/", rules));
            }
        }
    }

    private IgnoreRules WithOwn(string prefix, FileSystemInfo[] entries, IgnoreRules above) =>
        entries.OfType<FileInfo>().FirstOrDefault(entry => entry.Name == IgnoreRules.FileName) is { } file
            && ManifestFile.ReadText(file.FullName, session.Shown.Of(file.FullName), diagnostics) is { } text
            ? above.With(prefix, text)
            : above;

    private FileSystemInfo[] EntriesOf(string directory)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(directory).EnumerateFileSystemInfos()
                    .Where(entry => entry.Name != ".git")
                    .Where(IsInside)
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileMistakes.Unreadable(session.Shown.Of(directory), failure));
            return [];
        }
    }

    private bool IsInside(FileSystemInfo entry)
    {
        if (entry.LinkTarget is null || session.Given.Holds(entry.FullName))
        {
            return true;
        }

        diagnostics.Add(FileMistakes.LinkLeadsOutside(session.Shown.Of(entry.FullName), entry.LinkTarget));
        return false;
    }
}
