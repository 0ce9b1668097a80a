using IdpBuilder.Docker.Registries;

namespace IdpBuilder.Docker.Operations;

public sealed class ImageOperationsTests
{
    [Theory]
    [InlineData("kindest/node:v1.36.4", "https://index.docker.io/v1/")]
    [InlineData("ghcr.io/me/node:1", "ghcr.io")]
    [InlineData("localhost:5000/node", "localhost:5000")]
    public void A_login_names_its_registry(string image, string address) =>
        Assert.Equal((address, "me"), (ImageOperations.Login(image, new RegistryCredential("me", "secret")).ServerAddress, ImageOperations.Login(image, new RegistryCredential("me", "secret")).Username));

    [Theory]
    [InlineData("failed to register layer: write /usr/bin/kubelet: no space left on device", "EngineDiskFull")]
    [InlineData("manifest unknown", "ImageNotPulled")]
    public void What_ends_a_pull_is_told_for_what_it_is(string reason, string id)
    {
        var failure = ImageOperations.PullFailure("kindest/node:v1.36.4", reason);

        Assert.Equal(id, failure.Id);
        Assert.Contains("'kindest/node:v1.36.4'", failure.Message);
    }
}
