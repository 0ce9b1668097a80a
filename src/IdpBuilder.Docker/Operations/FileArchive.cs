using System.Formats.Tar;
using System.Text;

namespace IdpBuilder.Docker.Operations;

/// <summary>Files as they travel to and from containers.</summary>
internal static class FileArchive
{
    /// <summary>Only root can read it: it may hold a token.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Everybody can read it.</summary>
    public const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The text of the only file of an archive.</summary>
    public static async Task<string?> ReadTextAsync(Stream archive, CancellationToken stop)
    {
        var reader = new TarReader(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: true, stop).ConfigureAwait(false) is { } entry)
            {
                if (entry.DataStream is { } data)
                {
                    using var text = new StreamReader(data, Encoding.UTF8);
                    return await text.ReadToEndAsync(stop).ConfigureAwait(false);
                }
            }
        }

        return null;
    }

    /// <summary>An archive with files.</summary>
    public static async Task<Stream> WriteAsync(IReadOnlyDictionary<string, string> files, UnixFileMode mode, CancellationToken stop)
    {
        var archive = new MemoryStream();
        var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var (path, text) in files)
            {
                var entry = new PaxTarEntry(TarEntryType.RegularFile, path.TrimStart('/'))
                {
                    Mode = mode,
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                };
                await writer.WriteEntryAsync(entry, stop).ConfigureAwait(false);
            }
        }

        archive.Position = 0;
        return archive;
    }
}
