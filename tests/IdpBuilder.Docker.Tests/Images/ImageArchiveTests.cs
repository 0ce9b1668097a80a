using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Images;

public sealed class ImageArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-images-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("manifest.json", """[{"Config":"cafe.json","RepoTags":["app:1","ghcr.io/x/app:2"],"Layers":[]}]""", "docker.io/library/app:1=sha256:cafe ghcr.io/x/app:2=sha256:cafe")]
    [InlineData("./manifest.json", """[{"Config":"blobs/sha256/cafe","RepoTags":["app:1"]},{"Config":"beef.json","RepoTags":null}]""", "docker.io/library/app:1=sha256:cafe")]
    [InlineData("index.json", """{"manifests":[{"digest":"sha256:aa","annotations":{"io.containerd.image.name":"docker.io/x/y:1","org.opencontainers.image.ref.name":"1"}}]}""", "docker.io/x/y:1=sha256:aa")]
    [InlineData("index.json", """{"manifests":[{"digest":"sha256:aa","annotations":{"org.opencontainers.image.ref.name":"quay.io/x/y:1"}},{"digest":"sha256:bb"}]}""", "quay.io/x/y:1=sha256:aa")]
    public async Task Its_images_are_known_before_anything_is_sent(string file, string content, string images)
    {
        foreach (var compressed in new[] { false, true })
        {
            var batch = await ImageArchive.ReadAsync(Write(compressed, (file, content)), Stop);

            Assert.Equal(images, string.Join(' ', batch.Images.Select(image => $"{image.Name}={image.Id}")));
            await using var stream = await batch.OpenAsync(Stop);
            Assert.NotNull(await new TarReader(stream).GetNextEntryAsync(cancellationToken: Stop));
        }
    }

    [Fact]
    public async Task Where_both_lists_are_there_Dockers_tells_the_digest_that_nodes_know()
    {
        var path = Write(
            compressed: false,
            ("index.json", """{"manifests":[{"digest":"sha256:aa","annotations":{"io.containerd.image.name":"docker.io/x/y:1"}}]}"""),
            ("manifest.json", """[{"Config":"blobs/sha256/cafe","RepoTags":["x/y:1"]}]"""));

        Assert.Equal([new ImageIdentity("docker.io/x/y:1", "sha256:cafe")], (await ImageArchive.ReadAsync(path, Stop)).Images);
    }

    [Theory]
    [InlineData("other.txt", "text", "ImageArchiveInvalid")]
    [InlineData("manifest.json", "{", "ImageArchiveInvalid")]
    [InlineData("manifest.json", """[{"Config":"cafe.json","RepoTags":[4]}]""", "ImageArchiveInvalid")]
    [InlineData("manifest.json", """[{"Config":"cafe.json","RepoTags":null}]""", "ImageNameless")]
    [InlineData("index.json", """{"manifests":[{"digest":"sha256:aa"}]}""", "ImageNameless")]
    public async Task What_no_pod_could_use_is_refused(string file, string content, string id)
    {
        var path = Write(compressed: false, (file, content));

        var failure = await Assert.ThrowsAsync<IdpException>(() => ImageArchive.ReadAsync(path, Stop));

        Assert.Equal(id, failure.Id);
        Assert.Contains(path, failure.Message);
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "text.tar");
        await File.WriteAllTextAsync(path, new string('x', 2000), Stop);

        Assert.Equal("ImageArchiveInvalid", (await Assert.ThrowsAsync<IdpException>(() => ImageArchive.ReadAsync(path, Stop))).Id);
        Assert.Equal("ImageArchiveInvalid", (await Assert.ThrowsAsync<IdpException>(() => ImageArchive.ReadAsync(path + ".missing", Stop))).Id);
    }

    private string Write(bool compressed, params (string Name, string Content)[] files)
    {
        var path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N") + ".tar");
        using Stream file = File.Create(path);
        using var target = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var writer = new TarWriter(target);
        foreach (var (name, content) in files)
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        return path;
    }
}
