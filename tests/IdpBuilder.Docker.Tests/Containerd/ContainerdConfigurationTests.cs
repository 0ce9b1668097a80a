using IdpBuilder.Errors;

namespace IdpBuilder.Docker.Containerd;

public sealed class ContainerdConfigurationTests
{
    private const string Node = """
        version = 2
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "pause"
        [plugins."io.containerd.grpc.v1.cri".containerd]
          snapshotter = "overlayfs"
        """;

    [Fact]
    public void Patches_are_merged_table_by_table()
    {
        var merged = ContainerdConfiguration.Merge(Node, ["[plugins.\"io.containerd.grpc.v1.cri\".containerd]\n  discard_unpacked_layers = true\n", "[debug]\nlevel = \"debug\"\n"]);

        // Merging nothing into it gives its normal form back.
        Assert.Equal(merged, ContainerdConfiguration.Merge(merged, []));
        Assert.All(
            new[] { "version = 2", "sandbox_image = \"pause\"", "snapshotter = \"overlayfs\"", "discard_unpacked_layers = true", "level = \"debug\"" },
            line => Assert.Contains(line, merged));
    }

    [Fact]
    public void A_later_patch_wins() =>
        Assert.Contains("snapshotter = \"native\"", ContainerdConfiguration.Merge(Node, ["[plugins.\"io.containerd.grpc.v1.cri\".containerd]\nsnapshotter = \"native\""]));

    [Theory]
    [InlineData("version = 2\n", "io.containerd.grpc.v1.cri")]
    [InlineData("version = 3\n", "io.containerd.cri.v1.images")]
    [InlineData("version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry]\nconfig_path = \"/etc/containerd/certs.d\"\n", null)]
    [InlineData("version = 3\n[plugins.'io.containerd.cri.v1.images'.registry]\nconfig_path = '/etc/containerd/certs.d'\n", null)]
    public void Where_mirrors_are_not_looked_for_yet_a_patch_says_it(string configuration, string? plugin)
    {
        var patch = ContainerdConfiguration.ForMirrors(configuration);

        Assert.Equal(plugin is not null, patch is not null);
        Assert.Null(patch is null ? null : ContainerdConfiguration.ForMirrors(ContainerdConfiguration.Merge(configuration, [patch])));
        Assert.Contains(plugin ?? string.Empty, patch ?? string.Empty);
    }

    [Fact]
    public void A_patch_that_is_no_TOML_is_shown()
    {
        var failure = Assert.Throws<IdpException>(() => ContainerdConfiguration.Merge(Node, ["level: debug\nmore"]));

        Assert.Equal("ContainerdConfigInvalid", failure.Id);
        Assert.Contains("'level: debug …'", failure.Message);
    }
}
