using IdpBuilder.Errors;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Writes trees of commits as plain files into a folder: symbolic links become what they lead to, and nothing leaves the folder.</summary>
internal sealed class TreeWriter(string folder, CancellationToken stop)
{
    // Links may multiply what a repository holds without end.
    private const int MostFiles = 100_000;
    private const long MostBytes = 1L << 30;

    private int _files;
    private long _bytes;

    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The tree of a commit.</param>
    /// <param name="url">Its repository, for messages.</param>
    /// <param name="below">The folder in the folder, with a slash at its end; empty for the top.</param>
    /// <returns>The places of submodules, which are empty folders now.</returns>
    public IReadOnlyList<SubmodulePlace> Write(Tree tree, string url, string below)
    {
        var submodules = new List<SubmodulePlace>();
        var links = new TreeLinks(tree);
        Write(tree, string.Empty, []);
        return submodules;

        void Write(Tree current, string path, HashSet<string> within)
        {
            Directory.CreateDirectory(Place(below + path));
            foreach (var entry in current)
            {
                stop.ThrowIfCancellationRequested();
                RequireName(entry.Name, $"{path}{entry.Name}", url);
                WriteEntry(entry, $"{path}{entry.Name}", within);
            }
        }

        void WriteEntry(TreeEntry entry, string path, HashSet<string> within)
        {
            switch (entry.Mode)
            {
                case Mode.Directory:
                    Write((Tree)entry.Target, path + "/", within);
                    break;
                case Mode.SymbolicLink:
                    var found = links.Follow(path);
                    if (found.LeadsOutside)
                    {
                        throw RemoteFailures.Unsafe(url, path, "it is a symbolic link that leads out of the repository.");
                    }

                    // A link to nothing, or to a directory around it, has no content of its own.
                    if (found.Entry is { } target && !IsAround(found.Path, path) && (target.Mode != Mode.Directory || within.Add(found.Path)))
                    {
                        WriteEntry(target, path, within);
                        within.Remove(found.Path);
                    }

                    break;
                case Mode.GitLink:
                    Directory.CreateDirectory(Place(below + path));
                    submodules.Add(new SubmodulePlace(path, entry.Target.Sha));
                    break;
                default:
                    WriteFile((Blob)entry.Target, path, entry.Mode == Mode.ExecutableFile);
                    break;
            }
        }

        void WriteFile(Blob blob, string path, bool executable)
        {
            _bytes += blob.Size;
            if (++_files > MostFiles || _bytes > MostBytes)
            {
                throw RemoteFailures.Unsafe(url, path, $"with it there would be more than {MostFiles} files or 1 GiB.");
            }

            var place = Place(below + path);
            using (var content = blob.GetContentStream())
            using (var file = File.Create(place))
            {
                content.CopyTo(file);
            }

            if (executable && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(place, File.GetUnixFileMode(place) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
        }
    }

    private static bool IsAround(string directory, string path) => directory.Length == 0 || $"{path}/".StartsWith($"{directory}/", StringComparison.Ordinal);

    private static void RequireName(string name, string path, string url)
    {
        if (name is "" or "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0 || name.Equals(".git", StringComparison.OrdinalIgnoreCase))
        {
            throw RemoteFailures.Unsafe(url, path, "its name is not that of a file on every system.");
        }
    }

    private string Place(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
