using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdpBuilder.Docker.Images;

/// <summary>Archives of images, as <c>docker save</c> and the tools of the Open Container Initiative write them; gzip may be around them.</summary>
internal static class ImageArchive
{
    private const string NameOfContainerd = "io.containerd.image.name";
    private const string NameOfInitiative = "org.opencontainers.image.ref.name";

    /// <summary>What an archive holds.</summary>
    /// <exception cref="Errors.IdpException"><c>ImageArchiveInvalid</c> or <c>ImageNameless</c>.</exception>
    public static async Task<ImageBatch> ReadAsync(string path, CancellationToken stop)
    {
        try
        {
            var archive = await OpenAsync(path, stop).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                var images = await ImagesAsync(archive, stop).ConfigureAwait(false) ?? throw ImageFailures.ArchiveInvalid(path, "it has neither a manifest.json nor an index.json", null);
                return images.Count == 0
                    ? throw ImageFailures.ImageNameless(path)
                    : new ImageBatch(images, string.Empty, new FileInfo(path).Length, stop => OpenAsync(path, stop), broken => ImageFailures.ArchiveInvalid(path, broken.Message, broken));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw ImageFailures.ArchiveInvalid(path, exception.Message, exception);
        }
    }

    // containerd takes the plain archive only.
    private static async Task<Stream> OpenAsync(string path, CancellationToken stop)
    {
        var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        var magic = new byte[2];
        var length = await file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        file.Position = 0;
        return length == 2 && magic[0] == 0x1f && magic[1] == 0x8b ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static async Task<IReadOnlyList<ImageIdentity>?> ImagesAsync(Stream archive, CancellationToken stop)
    {
        IReadOnlyList<ImageIdentity>? images = null;
        var reader = new TarReader(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, stop).ConfigureAwait(false) is { } entry)
            {
                if (entry.DataStream is not { } data)
                {
                    continue;
                }

                // Newer archives have both; the older file alone tells the digest under which nodes know a configuration.
                switch (entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name)
                {
                    case "manifest.json":
                        return OfDocker(await JsonNode.ParseAsync(data, cancellationToken: stop).ConfigureAwait(false));
                    case "index.json":
                        images = OfInitiative(await JsonNode.ParseAsync(data, cancellationToken: stop).ConfigureAwait(false));
                        break;
                }
            }
        }

        return images;
    }

    private static IReadOnlyList<ImageIdentity> OfDocker(JsonNode? manifest) =>
    [
        .. from image in manifest as JsonArray ?? []
           from tag in image?["RepoTags"] as JsonArray ?? []
           select new ImageIdentity(ImageReference.Whole((string)tag!), Digest((string?)image?["Config"] ?? string.Empty)),
    ];

    private static IReadOnlyList<ImageIdentity> OfInitiative(JsonNode? index) =>
    [
        .. from manifest in index?["manifests"] as JsonArray ?? []
           let annotations = manifest?["annotations"]
           let name = (string?)annotations?[NameOfContainerd] ?? (string?)annotations?[NameOfInitiative] ?? string.Empty
           where name.Contains('/', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal)
           select new ImageIdentity(ImageReference.Whole(name), (string?)manifest?["digest"] ?? string.Empty),
    ];

    // Either <digest>.json or blobs/sha256/<digest>.
    private static string Digest(string path) => "sha256:" + Path.GetFileNameWithoutExtension(path);
}
