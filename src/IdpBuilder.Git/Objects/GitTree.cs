using System.Text;

namespace IdpBuilder.Git.Objects;

/// <summary>The objects that hold a set of files: a blob for each content, a tree for each directory.</summary>
internal sealed class GitTree
{
    private readonly Dictionary<string, GitObject> _objects = new(StringComparer.Ordinal);

    private GitTree(RepositorySpec repository)
    {
        var root = new Folder();
        foreach (var (path, content) in repository.Files)
        {
            root.Put(path, Known(new GitObject(GitObjectType.Blob, content)), repository.Executables.Contains(path));
        }

        Root = Write(root);
        Entries = root.Entries;
    }

    /// <summary>The tree of the topmost directory.</summary>
    public GitObject Root { get; }

    /// <summary>What is in the topmost directory: name → mode and id.</summary>
    public IReadOnlyDictionary<string, (string Mode, string Id)> Entries { get; }

    /// <summary>All objects, each once.</summary>
    public IReadOnlyCollection<GitObject> Objects => _objects.Values;

    /// <summary>The objects of a repository's wanted content.</summary>
    public static GitTree Of(RepositorySpec repository) => new(repository);

    private GitObject Write(Folder folder)
    {
        var entries = folder.Files.Select(file => (file.Key, Mode: file.Value.Executable ? "100755" : "100644", file.Value.Blob))
            .Concat(folder.Folders.Select(below => (below.Key, Mode: "40000", Blob: Write(below.Value))))
            .Select(entry => (Name: Encoding.UTF8.GetBytes(entry.Key), entry.Mode, Object: entry.Blob))
            .ToList();
        entries.Sort((first, second) => Sorted(first.Name, first.Object).AsSpan().SequenceCompareTo(Sorted(second.Name, second.Object)));

        using var content = new MemoryStream();
        foreach (var (name, mode, item) in entries)
        {
            content.Write(Encoding.ASCII.GetBytes($"{mode} "));
            content.Write(name);
            content.WriteByte(0);
            content.Write(item.Id.Span);
            folder.Entries[Encoding.UTF8.GetString(name)] = (mode, item.Name);
        }

        return Known(new GitObject(GitObjectType.Tree, content.ToArray()));
    }

    // Git sorts by bytes, and a directory as though its name ended with a slash.
    private static byte[] Sorted(byte[] name, GitObject item) => item.Type == GitObjectType.Tree ? [.. name, (byte)'/'] : name;

    private GitObject Known(GitObject item) => _objects.TryGetValue(item.Name, out var known) ? known : _objects[item.Name] = item;

    private sealed class Folder
    {
        public Dictionary<string, (GitObject Blob, bool Executable)> Files { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, (string Mode, string Id)> Entries { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Folder> Folders { get; } = new(StringComparer.Ordinal);

        public void Put(string path, GitObject blob, bool executable)
        {
            var parts = path.Split('/');
            var folder = this;
            foreach (var part in parts[..^1])
            {
                folder = folder.Folders.TryGetValue(part, out var below) ? below : folder.Folders[part] = new Folder();
            }

            folder.Files[parts[^1]] = (blob, executable);
        }
    }
}
