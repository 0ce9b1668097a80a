using IdpBuilder.Errors;
using LibGit2Sharp;

namespace IdpBuilder.Remotes;

/// <summary>The files that are written of a repository and its submodules, and how many there may be: links can multiply them without end.</summary>
internal sealed class WrittenFiles(string folder, CancellationToken stop)
{
    private const int MostFiles = 100_000;
    private const long MostBytes = 1L << 30;

    private int _files;
    private long _bytes;

    /// <summary>Makes a directory.</summary>
    public void AddDirectory(string path)
    {
        stop.ThrowIfCancellationRequested();
        Directory.CreateDirectory(Place(path));
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where, with <c>/</c>.</param>
    /// <param name="blob">What.</param>
    /// <param name="executable">Whether it may be run.</param>
    /// <param name="url">The repository, for messages.</param>
    public void Add(string path, Blob blob, bool executable, string url)
    {
        stop.ThrowIfCancellationRequested();
        _bytes += blob.Size;
        if (++_files > MostFiles || _bytes > MostBytes)
        {
            throw RemoteFailures.Unsafe(url, path, $"with it there would be more than {MostFiles} files or 1 GiB.");
        }

        var place = Place(path);
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

    private string Place(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
