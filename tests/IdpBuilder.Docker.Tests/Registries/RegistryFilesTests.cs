using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Registries;

public sealed class RegistryFilesTests
{
    [Theory]
    [InlineData("docker.io", "https://mirror.example/hub", "server = \"https://registry-1.docker.io\"\n\n[host.\"https://mirror.example/hub\"]\n  capabilities = [\"pull\", \"resolve\"]\n")]
    [InlineData("ghcr.io", "http://mirror:5000", "server = \"https://ghcr.io\"\n\n[host.\"http://mirror:5000\"]\n  capabilities = [\"pull\", \"resolve\"]\n")]
    [InlineData("ghcr.io", "mirror.example", "server = \"https://ghcr.io\"\n\n[host.\"https://mirror.example\"]\n  capabilities = [\"pull\", \"resolve\"]\n")]
    public void A_mirror_is_asked_first_and_the_registry_itself_after_it(string registry, string mirror, string text)
    {
        var file = Assert.Single(RegistryMirrors.Files(new Dictionary<string, string>(StringComparer.Ordinal) { [registry] = mirror }));

        Assert.Equal(($"/etc/containerd/certs.d/{registry}/hosts.toml", text), (file.Key, file.Value));
    }

    [Theory]
    [InlineData("https", 8443, false, "gitea.idp.test:8443", "https://gitea.idp.test")]
    [InlineData("http", 8080, true, "idp.test:8080", "http://idp.test")]
    [InlineData("https", 443, false, "gitea.idp.test", "https://gitea.idp.test")]
    public void The_git_servers_registry_has_the_name_that_it_has_outside(string protocol, int port, bool byPath, string registry, string address)
    {
        var file = Assert.Single(PlatformRegistry.Files(new ClusterSpec("demo", "idp.test", port, protocol) { PathRouting = byPath }));

        Assert.Equal(
            ($"/etc/containerd/certs.d/{registry}/hosts.toml", $"server = \"{address}\"\n\n[host.\"{address}\"]\n  capabilities = [\"pull\", \"resolve\"]\n  skip_verify = true\n"),
            (file.Key, file.Value));
    }

    [Fact]
    public void Authorities_are_certificates_a_file_each()
    {
        var files = HostCertificates.Files(TimeProvider.System);

        Assert.All(files, file =>
        {
            Assert.EndsWith(".crt", file.Key, StringComparison.Ordinal);
            using var certificate = X509Certificate2.CreateFromPem(file.Value);
            Assert.Contains(certificate.Thumbprint, file.Key);
        });
    }
}
