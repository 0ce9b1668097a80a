using IdpBuilder.Errors;

namespace IdpBuilder.Rendering;

/// <summary>A repository's files in a folder of their own, for programs that read files; removed with it.</summary>
internal sealed class Checkout : IDisposable
{
    private Checkout(string root) => Root = root;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Writes the files out; none can leave the folder.</summary>
    public static Checkout Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var checkout = new Checkout(Directory.CreateTempSubdirectory("idpbuilder-source-").FullName);
        try
        {
            foreach (var (path, content) in files)
            {
                checkout.Write(path, content.Span);
            }

            return checkout;
        }
        catch
        {
            checkout.Dispose();
            throw;
        }
    }

    /// <summary>Writes one file; its full path.</summary>
    public string Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Confine(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content.ToArray());
            return full;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw RenderingFailures.FileNotWritten(path, failure);
        }
    }

    /// <summary>The full path of a file of the repository.</summary>
    public string Confine(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw RenderingFailures.FileOutside(path.Replace('\0', '?'));
        }

        var full = Path.GetFullPath(Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar)));
        return full == Root || full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw RenderingFailures.FileOutside(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A virus scanner may still hold a file; the system's temporary folder is cleaned by others.
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
