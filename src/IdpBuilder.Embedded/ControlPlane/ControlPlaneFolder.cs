using System.Runtime.InteropServices;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>
/// Where one control plane keeps its keys and data: a folder of the temporary directory that only this user can read. A lock beside it,
/// which the operating system releases when this process ends in whatever way, tells the next control plane which folders were left.
/// </summary>
internal sealed class ControlPlaneFolder : IDisposable
{
    private const string Prefix = "idpbuilder-control-plane-";
    private const string LockSuffix = ".lock";

    private readonly FileStream _lock;

    private ControlPlaneFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes a folder; those that ended processes left are removed.</summary>
    public static ControlPlaneFolder Create()
    {
        RemoveLeft();
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12]);
        var held = Hold(path + LockSuffix, FileMode.CreateNew);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new ControlPlaneFolder(path, held);
    }

    /// <summary>Writes a file of the folder and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        Remove(_lock.Name);
    }

    private static FileStream Hold(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static void RemoveLeft()
    {
        foreach (var path in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), Prefix + "*" + LockSuffix))
        {
            try
            {
                Hold(path, FileMode.Open).Dispose();
            }
            catch (Exception alive) when (alive is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or is another user.
                continue;
            }

            Remove(path);
        }
    }

    private static void Remove(string lockPath)
    {
        try
        {
            var folder = lockPath[..^LockSuffix.Length];
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            File.Delete(lockPath);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Somebody looks into it; the next control plane removes it.
        }
    }
}
