using System.Formats.Tar;

namespace IdpBuilder.Packages;

/// <summary>Tells named pipes, sockets and devices from files: reading one may wait for ever, or give bytes without end.</summary>
internal static class SpecialFile
{
    private const int TypeOffset = 156;

    /// <summary>What stands at a path when it is no ordinary file, as <c>a named pipe</c>; null for a file.</summary>
    /// <remarks>All of these say that they have no bytes, so only files without any need a closer look.</remarks>
    public static string? KindOf(FileInfo file)
    {
        if (OperatingSystem.IsWindows() || file.Length > 0)
        {
            return null;
        }

        // The archive's writer is what the framework has that looks at a file's kind without opening it.
        using var header = new MemoryStream();
        using var writer = new TarWriter(header, TarEntryFormat.Ustar);
        try
        {
            writer.WriteEntry(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName, "file");
        }
        catch (IOException) when (header.Length == 0 && file.Exists)
        {
            return "a socket";
        }

        return (TarEntryType)header.GetBuffer()[TypeOffset] switch
        {
            TarEntryType.Fifo => "a named pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
            _ => null,
        };
    }
}
