using System.Text;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Docker.Nodes;

public sealed class NodeEndpointTests
{
    [Theory]
    [InlineData("127.0.0.1", "unix:///var/run/docker.sock", "https://127.0.0.1:32768/")]
    [InlineData("0.0.0.0", "unix:///var/run/docker.sock", "https://127.0.0.1:32768/")]
    [InlineData("0.0.0.0", "tcp://localhost:2375", "https://127.0.0.1:32768/")]
    [InlineData("0.0.0.0", "tcp://build.example:2376", "https://build.example:32768/")]
    [InlineData("", "tcp://[fd00::7]:2376", "https://[fd00::7]:32768/")]
    [InlineData("10.1.2.3", "tcp://build.example:2376", "https://10.1.2.3:32768/")]
    [InlineData("127.0.0.1", "tcp://build.example:2376", "https://127.0.0.1:32768/")]
    public void The_API_is_where_the_engine_publishes_it(string address, string engine, string server) => Assert.Equal(
        server,
        NodeEndpoint.ServerOf([new PublishedPort(443, 8443), new PublishedPort(6443, 32768, address)], new EngineAddress(new Uri(engine), "DOCKER_HOST").PublishedAt)!.ToString());

    [Fact]
    public void A_port_that_is_not_published_leads_nowhere() =>
        Assert.Null(NodeEndpoint.ServerOf([new PublishedPort(443, 8443)], EngineAddress.Loopback));

    [Fact]
    public void The_administrators_kubeconfig_gives_certificates()
    {
        var endpoint = NodeEndpoint.Read(Kubeconfig("CA", "CERT", "KEY"), new Uri("https://127.0.0.1:1/"), new YamlManifestReader())!;

        Assert.Equal(("CA", "CERT", "KEY"), (endpoint.CertificateAuthority, endpoint.ClientCertificate, endpoint.ClientKey));
        Assert.DoesNotContain("KEY", endpoint.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("kind: Config")]
    [InlineData("clusters: []\nusers: []")]
    public void A_file_without_certificates_gives_nothing(string text) =>
        Assert.Null(NodeEndpoint.Read(text, new Uri("https://127.0.0.1:1/"), new YamlManifestReader()));

    private static string Kubeconfig(string authority, string certificate, string key) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: demo
          cluster:
            server: https://demo-control-plane:6443
            certificate-authority-data: {Base64(authority)}
        users:
        - name: kubernetes-admin
          user:
            client-certificate-data: {Base64(certificate)}
            client-key-data: {Base64(key)}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
