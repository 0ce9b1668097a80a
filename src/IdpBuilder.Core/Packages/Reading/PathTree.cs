namespace IdpBuilder.Packages.Reading;

/// <summary>Compares places in the file system, by the rules of this operating system.</summary>
internal static class PathTree
{
    /// <summary>How names compare: Linux tells upper from lower case, Windows and macOS do not.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether a path is a directory or lies below it; both in full.</summary>
    public static bool Contains(string directory, string path)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var root = Path.TrimEndingDirectorySeparator(directory);
        return path.StartsWith(root, comparison)
            && (path.Length == root.Length || path[root.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(root));
    }

    /// <summary>The place a path leads to once every symbolic link on the way is followed; null when a link leads nowhere.</summary>
    public static string? Real(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var current = Path.GetPathRoot(full)!;
            foreach (var name in full[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                var next = Path.Combine(current, name);
                FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
                current = entry.LinkTarget is null ? next : Real(entry.ResolveLinkTarget(returnFinalTarget: true)!.FullName) ?? next;
            }

            return current;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
