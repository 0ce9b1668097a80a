using IdpBuilder.Errors;
using IdpBuilder.Tests;

namespace IdpBuilder.Docker.Nodes;

public sealed class NodeImagesTests
{
    [Theory]
    [InlineData("", "kindest/node:v1.36.")]
    [InlineData("1.34", "kindest/node:v1.34.")]
    [InlineData("v1.35", "kindest/node:v1.35.")]
    [InlineData("v1.36.4", "kindest/node:v1.36.4@sha256:")]
    public void A_version_has_its_image(string version, string image) => Assert.StartsWith(image, NodeImages.Of(version));

    [Theory]
    [InlineData("1.3")]
    [InlineData("1.2")]
    [InlineData("1.36.99")]
    [InlineData("latest")]
    public void A_version_without_an_image_is_named_with_those_that_have_one(string version)
    {
        var failure = Assert.Throws<IdpException>(() => NodeImages.Of(version));

        Assert.Equal("KubernetesVersionUnknown", failure.Id);
        Assert.All(NodeImages.Versions, known => Assert.Contains(known, failure.Message));
        Assert.Contains("-Image", failure.Message);
    }

    [Fact]
    public void Every_image_is_pinned_by_its_digest() =>
        Assert.All(NodeImages.Versions, version => Assert.Matches("@sha256:[0-9a-f]{64}$", NodeImages.Of(version)));

    [Fact]
    public void Every_version_is_in_the_matrix_that_runs_them()
    {
        var matrix = File.ReadLines(Repository.PathOf(".github", "workflows", "docker.yml")).Single(line => line.TrimStart().StartsWith("kubernetes: [", StringComparison.Ordinal));

        Assert.Equal(
            NodeImages.Versions.Select(version => $"'{version[..version.LastIndexOf('.')]}'").Order(StringComparer.Ordinal),
            matrix[(matrix.IndexOf('[', StringComparison.Ordinal) + 1)..matrix.IndexOf(']', StringComparison.Ordinal)].Split(", "));
    }
}
