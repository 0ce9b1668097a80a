namespace IdpBuilder.Docker.Images;

public sealed class StoredImagesTests
{
    // As containerd 1.6 and 2 print it.
    private static readonly StoredImages Images = StoredImages.Parse("""
        REF                           TYPE                                                 DIGEST        SIZE      PLATFORMS   LABELS
        docker.io/library/app:1       application/vnd.docker.distribution.manifest.v2+json sha256:aaaa   1.9 MiB   linux/amd64 io.cri-containerd.image=managed
        docker.io/library/app:2       application/vnd.docker.distribution.manifest.v2+json sha256:bbbb   1.9 MiB   linux/amd64 io.cri-containerd.image=managed
        sha256:cccc                   application/vnd.docker.distribution.manifest.v2+json sha256:aaaa   1.9 MiB   linux/amd64 io.cri-containerd.image=managed

        """);

    [Theory]
    [InlineData("docker.io/library/app:1", "sha256:cccc", true)]
    [InlineData("docker.io/library/app:1", "sha256:aaaa", true)]
    [InlineData("docker.io/library/app:1", "sha256:dddd", false)]
    [InlineData("docker.io/library/app:1", "", false)]
    [InlineData("docker.io/library/app:2", "sha256:cccc", false)]
    [InlineData("docker.io/library/app:3", "sha256:cccc", false)]
    public void An_image_is_there_when_its_name_means_its_content(string name, string id, bool there) =>
        Assert.Equal(there, Images.Has(new ImageIdentity(name, id)));

    [Fact]
    public void An_empty_table_has_nothing() => Assert.False(StoredImages.Parse("REF TYPE DIGEST SIZE PLATFORMS LABELS\n").Has(new ImageIdentity("a", "b")));
}
