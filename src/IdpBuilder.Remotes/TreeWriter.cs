using IdpBuilder.Errors;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>Writes the tree of a commit as plain files: symbolic links become what they lead to, and nothing leaves the folder.</summary>
/// <param name="tree">The tree.</param>
/// <param name="url">Its repository, for messages.</param>
/// <param name="below">The folder in the folder, with a slash at its end; empty for the top.</param>
/// <param name="files">Where files go.</param>
internal sealed class TreeWriter(Tree tree, string url, string below, WrittenFiles files)
{
    private readonly TreeLinks _links = new(tree);
    private readonly List<SubmodulePlace> _submodules = [];
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);

    /// <summary>Writes it.</summary>
    /// <returns>The places of submodules, which are empty folders now.</returns>
    public IReadOnlyList<SubmodulePlace> Write()
    {
        WriteTree(tree, string.Empty);
        return _submodules;
    }

    private void WriteTree(Tree current, string path)
    {
        files.AddDirectory(below + path);
        foreach (var entry in current)
        {
            RequireName(entry.Name, path + entry.Name);
            WriteEntry(entry, path + entry.Name);
        }
    }

    private void WriteEntry(TreeEntry entry, string path)
    {
        switch (entry.Mode)
        {
            case Mode.Directory:
                WriteTree((Tree)entry.Target, path + "/");
                break;
            case Mode.SymbolicLink:
                WriteLink(path);
                break;
            case Mode.GitLink:
                files.AddDirectory(below + path);
                _submodules.Add(new SubmodulePlace(path, entry.Target.Sha));
                break;
            default:
                files.Add(below + path, (Blob)entry.Target, entry.Mode == Mode.ExecutableFile, url);
                break;
        }
    }

    private void WriteLink(string path)
    {
        var found = _links.Follow(path);
        if (found.LeadsOutside)
        {
            throw RemoteFailures.Unsafe(url, path, "it is a symbolic link that leads out of the repository.");
        }

        // A link to nothing, or to a directory around it, has no content of its own.
        if (found.Entry is { } target && !IsAround(found.Path, path) && _followed.Add(found.Path))
        {
            WriteEntry(target, path);
            _followed.Remove(found.Path);
        }
    }

    private static bool IsAround(string directory, string path) => directory.Length == 0 || $"{path}/".StartsWith($"{directory}/", StringComparison.Ordinal);

    private void RequireName(string name, string path)
    {
        if (name is "" or "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0 || name.Equals(".git", StringComparison.OrdinalIgnoreCase))
        {
            throw RemoteFailures.Unsafe(url, path, "its name is not that of a file on every system.");
        }
    }
}
