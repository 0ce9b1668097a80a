using IdpBuilder.Errors;

namespace IdpBuilder.Clusters;

public sealed class NodePortTests
{
    [Theory]
    [InlineData("32222:32222", 32222, 32222, "127.0.0.1", "tcp")]
    [InlineData("0:80", 0, 80, "127.0.0.1", "tcp")]
    [InlineData("0.0.0.0:9090:39090", 9090, 39090, "0.0.0.0", "tcp")]
    [InlineData("[::1]:53:53/UDP", 53, 53, "::1", "udp")]
    public void A_port_is_read(string text, int host, int port, string address, string protocol) =>
        Assert.Equal(new NodePort(host, port, address, protocol), NodePort.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("a:80")]
    [InlineData("80:0")]
    [InlineData("80:70000")]
    [InlineData("80:80/icmp")]
    [InlineData("80:80:x")]
    public void What_is_no_port_is_refused(string text) => Assert.Equal("ExtraPortInvalid", Assert.Throws<IdpException>(() => NodePort.Parse(text)).Id);

    [Theory]
    [InlineData("/data:/srv", "/data", "/srv", false)]
    [InlineData("./data:/srv:ro", "./data", "/srv", true)]
    [InlineData(@"C:\data:/srv", @"C:\data", "/srv", false)]
    [InlineData("C:/data:/srv:ro", "C:/data", "/srv", true)]
    public void A_mount_is_read(string text, string host, string node, bool readOnly) => Assert.Equal(new NodeMount(host, node, readOnly), NodeMount.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("/data")]
    [InlineData("/data:srv")]
    [InlineData(":/srv")]
    [InlineData("/data:/")]
    public void What_is_no_mount_is_refused(string text) => Assert.Equal("MountInvalid", Assert.Throws<IdpException>(() => NodeMount.Parse(text)).Id);
}
