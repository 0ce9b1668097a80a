namespace IdpBuilder.Docker.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("busybox:1", "docker.io/library/busybox:1")]
    [InlineData("cnoe/app", "docker.io/cnoe/app:latest")]
    [InlineData("docker.io/busybox", "docker.io/library/busybox:latest")]
    [InlineData("index.docker.io/cnoe/app:1", "docker.io/cnoe/app:1")]
    [InlineData("ghcr.io/cnoe/app:v1", "ghcr.io/cnoe/app:v1")]
    [InlineData("localhost/app", "localhost/app:latest")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest")]
    [InlineData("registry:5000/a/b:2", "registry:5000/a/b:2")]
    [InlineData("cnoe/app@sha256:ab", "docker.io/cnoe/app@sha256:ab")]
    [InlineData("cnoe/app:1@sha256:ab", "docker.io/cnoe/app:1@sha256:ab")]
    public void A_short_name_stands_for_a_whole_one(string name, string whole)
    {
        Assert.Equal(whole, ImageReference.Whole(name));
        Assert.Equal(whole, ImageReference.Whole(whole));
        Assert.Equal(whole[..whole.IndexOf('/', StringComparison.Ordinal)], ImageReference.RegistryOf(name));
    }

    [Theory]
    [InlineData("kindest/node", "kindest/node:latest")]
    [InlineData("localhost:5000/node", "localhost:5000/node:latest")]
    [InlineData("kindest/node:v1.36.4", "kindest/node:v1.36.4")]
    [InlineData("kindest/node@sha256:00", "kindest/node@sha256:00")]
    public void A_name_means_one_tag(string image, string name) => Assert.Equal(name, ImageReference.WithTag(image));
}
