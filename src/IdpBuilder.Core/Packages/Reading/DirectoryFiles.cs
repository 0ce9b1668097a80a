namespace IdpBuilder.Packages.Reading;

/// <summary>Reads every file of a directory that becomes a repository, within bounds and without leaving what was given.</summary>
internal sealed class DirectoryFiles(ReadingSession session, Placeholders placeholders, ICollection<Diagnostic> diagnostics)
{
    private const long LargestTotal = 64L * 1024 * 1024;
    private const int MostFiles = 20_000;
    private const int BinaryProbe = 8000;

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _executables = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>What was read: path with forward slashes → bytes, placeholders filled in.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    /// <summary>The paths of those files that may be run as programs.</summary>
    public IReadOnlySet<string> Executables => _executables;

    /// <summary>Reads a directory. Git's own files, what it ignores and <c>idp.yaml</c> are left out.</summary>
    public void Read(string directory)
    {
        foreach (var (folder, files) in new DirectoryWalk(session, diagnostics).BelowUnlessIgnored(directory))
        {
            var relative = Path.GetRelativePath(directory, folder);
            var prefix = relative == "." ? string.Empty : relative.Replace(Path.DirectorySeparatorChar, '/') + "/";
            foreach (var file in files.Where(file => file.Name != PackageDeclaration.FileName))
            {
                if (!Add(file.FullName, prefix + file.Name))
                {
                    diagnostics.Add(FileMistakes.ContentTooLarge(session.Shown.Of(directory), LargestTotal));
                    return;
                }
            }
        }
    }

    /// <summary>Reads one file alone.</summary>
    public void ReadOne(string file) => Add(file, Path.GetFileName(file));

    private bool Add(string path, string name)
    {
        try
        {
            var info = new FileInfo(path);
            var length = info.Length;
            if (SpecialFile.KindOf(info) is { } kind)
            {
                Leave(path, kind);
                return true;
            }

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

            var bytes = File.ReadAllBytes(path);
            if (IsExecutable(info, bytes))
            {
                _executables.Add(name);
            }

            _files[name] = Fill(bytes, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileMistakes.Unreadable(session.Shown.Of(path), failure));
        }

        return true;
    }

    // Reading the source for Applications has refused it already where it bears the name of a manifest.
    private void Leave(string path, string kind)
    {
        var shown = session.Shown.Of(path);
        if (!diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCodes.FileSpecial && diagnostic.File == shown))
        {
            diagnostics.Add(FileMistakes.Special(shown, kind, ManifestFile.IsNamedLikeOne(path)));
        }
    }

    // The file itself is to blame, and reading the source for Applications may have said so already.
    private void Report(Diagnostic mistake)
    {
        if (!diagnostics.Contains(mistake))
        {
            diagnostics.Add(mistake);
        }
    }

    // Windows keeps no such mark; what names its interpreter is meant to be run.
    private static bool IsExecutable(FileInfo file, byte[] bytes) => OperatingSystem.IsWindows()
        ? bytes.AsSpan().StartsWith("#!"u8)
        : file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    // Only text that holds a placeholder is touched: every other file is published byte for byte.
    private byte[] Fill(byte[] bytes, string path)
    {
        if (bytes.AsSpan().IndexOf("(("u8) < 0 || bytes.AsSpan(0, Math.Min(bytes.Length, BinaryProbe)).Contains((byte)0))
        {
            return bytes;
        }

        try
        {
            var text = ManifestFile.Decode(bytes);
            placeholders.Check(text, session.Shown.Of(path), Report);
            var filled = placeholders.Fill(text, structured: ManifestFile.IsNamedLikeOne(path));
            return filled == text ? bytes : System.Text.Encoding.UTF8.GetBytes(filled);
        }
        catch (System.Text.DecoderFallbackException)
        {
            return bytes;
        }
    }
}
