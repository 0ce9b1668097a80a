namespace IdpBuilder.Docker.Images;

public sealed class ImageTransferTests
{
    [Theory]
    [InlineData("[plugins]\n  [plugins.\"io.containerd.grpc.v1.cri\".containerd]\n    default_runtime_name = \"runc\"\n    snapshotter = \"fuse-overlayfs\"\n", "fuse-overlayfs")]
    [InlineData("[plugins.'io.containerd.cri.v1.images']\n  snapshotter = 'native'\n", "native")]
    [InlineData("[plugins.\"io.containerd.grpc.v1.cri\".containerd]\n[plugins.\"other\"]\n  snapshotter = \"zfs\"\n", "overlayfs")]
    [InlineData("containerd: command not found", "overlayfs")]
    public void Images_are_unpacked_where_pods_look_for_them(string configuration, string snapshotter) =>
        Assert.Equal(snapshotter, ImageTransfer.SnapshotterOf(configuration));
}
