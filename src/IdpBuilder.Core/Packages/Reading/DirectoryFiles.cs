namespace IdpBuilder.Packages.Reading;

/// <summary>Reads every file of a directory that becomes a repository, within bounds and without leaving what was given.</summary>
internal sealed class DirectoryFiles(ReadingSession session, Placeholders placeholders, ICollection<Diagnostic> diagnostics)
{
    private const long LargestTotal = 64L * 1024 * 1024;
    private const int MostFiles = 20_000;
    private const int BinaryProbe = 8000;

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _visited = new(PathTree.Comparer);
    private long _total;

    /// <summary>The files: path with forward slashes → bytes, placeholders filled in. Git's own and <c>idp.yaml</c> are left out.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Read(string directory)
    {
        var open = new Stack<(string Directory, string Prefix)>();
        open.Push((directory, string.Empty));
        while (open.TryPop(out var current))
        {
            session.ThrowIfStopped();
            if (!_visited.Add(PathTree.Real(current.Directory) ?? current.Directory))
            {
                continue;
            }

            foreach (var entry in Entries(current.Directory).Where(IsInside))
            {
                if (entry is DirectoryInfo)
                {
                    open.Push((entry.FullName, $"{current.Prefix}{entry.Name}/"));
                }
                else if (!Add(entry.FullName, current.Prefix + entry.Name))
                {
                    diagnostics.Add(FileMistakes.ContentTooLarge(session.Shown.Of(directory), LargestTotal));
                    return _files;
                }
            }
        }

        return _files;
    }

    /// <summary>One file alone.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ReadOne(string file)
    {
        Add(file, Path.GetFileName(file));
        return _files;
    }

    private IEnumerable<FileSystemInfo> Entries(string directory)
    {
        try
        {
            return [.. new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(entry => entry.Name is not (".git" or PackageDeclaration.FileName))];
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

    private bool Add(string path, string name)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > ManifestFile.SizeLimit && ManifestFile.IsNamedLikeOne(path))
            {
                Report(FileMistakes.TooLarge(session.Shown.Of(path), length));
                return true;
            }

            _total += length;
            if (_total > LargestTotal || _files.Count >= MostFiles)
            {
                return false;
            }

            _files[name] = Fill(File.ReadAllBytes(path), ManifestFile.IsNamedLikeOne(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileMistakes.Unreadable(session.Shown.Of(path), failure));
        }

        return true;
    }

    // The file itself is to blame, and reading the source for Applications may have said so already.
    private void Report(Diagnostic mistake)
    {
        if (!diagnostics.Contains(mistake))
        {
            diagnostics.Add(mistake);
        }
    }

    // Only text that holds a placeholder is touched: every other file is published byte for byte.
    private byte[] Fill(byte[] bytes, bool structured)
    {
        if (bytes.AsSpan().IndexOf("(("u8) < 0 || bytes.AsSpan(0, Math.Min(bytes.Length, BinaryProbe)).Contains((byte)0))
        {
            return bytes;
        }

        try
        {
            var text = ManifestFile.Decode(bytes);
            var filled = placeholders.Fill(text, structured);
            return filled == text ? bytes : System.Text.Encoding.UTF8.GetBytes(filled);
        }
        catch (System.Text.DecoderFallbackException)
        {
            return bytes;
        }
    }
}
