namespace IdpBuilder.Packages.Reading;

/// <summary>
/// Walks a directory with all below it: each place once, however many links lead there, and none outside what was given.
/// </summary>
internal sealed class DirectoryWalk(ReadingSession session, ICollection<Diagnostic> diagnostics)
{
    private readonly HashSet<string> _visited = new(PathTree.Comparer);

    /// <summary>The directories, a directory before those in it, each with its files; git's own are left out.</summary>
    public IEnumerable<(string Directory, IReadOnlyList<FileInfo> Files)> Below(string root)
    {
        var open = new Stack<string>();
        open.Push(root);
        while (open.TryPop(out var directory))
        {
            session.ThrowIfStopped();
            if (!_visited.Add(PathTree.Real(directory) ?? directory))
            {
                continue;
            }

            var entries = EntriesOf(directory);
            yield return (directory, [.. entries.OfType<FileInfo>()]);
            foreach (var below in entries.OfType<DirectoryInfo>().Reverse())
            {
                open.Push(below.FullName);
            }
        }
    }

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
