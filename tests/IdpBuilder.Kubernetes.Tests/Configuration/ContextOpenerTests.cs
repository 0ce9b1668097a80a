using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Tests.Network;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Kubernetes.Tests.Configuration;

public sealed class ContextOpenerTests : IDisposable
{
    private const string Good = "cluster: {server: https://one.test}";

    private readonly string _folder = Directory.CreateTempSubdirectory("opener").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("cluster: {}", "user: {}", "no http or https address")]
    [InlineData("cluster: {server: 'ftp://one.test'}", "user: {}", "no http or https address")]
    [InlineData("cluster: {server: 'https://one.test', proxy-url: 'gopher://hunter2@p'}", "user: {}", "'proxy-url'")]
    [InlineData("cluster: {server: 'https://one.test', certificate-authority-data: '%hunter2%'}", "user: {}", "not base64")]
    [InlineData("cluster: {server: 'https://one.test', certificate-authority-data: aHVudGVyMg==}", "user: {}", "no PEM certificate")]
    [InlineData("cluster: {server: 'https://one.test', certificate-authority: nowhere.pem}", "user: {}", "nowhere.pem")]
    [InlineData(Good, "user: {client-certificate-data: aHVudGVyMg==}", "without the other")]
    [InlineData(Good, "user: {client-certificate-data: aHVudGVyMg==, client-key-data: aHVudGVyMg==}", "client certificate that cannot be used")]
    [InlineData(Good, "user: {client-certificate: nowhere.pem, client-key: nowhere.key}", "nowhere.pem")]
    [InlineData(Good, "user: {token: \"hunter2\\nmore\"}", "control characters")]
    [InlineData(Good, "user: {auth-provider: {name: gcp, config: {access-token: hunter2}}}", "auth-provider 'gcp'")]
    [InlineData(Good, "user: {exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x, args: [hunter2]}}", "v1alpha1")]
    [InlineData(Good, "user: {exec: {apiVersion: client.authentication.k8s.io/v1, args: [hunter2]}}", "without a 'command'")]
    [InlineData(Good, "user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Perhaps}}", "Perhaps")]
    public void What_cannot_be_used_is_told_with_context_and_file_and_without_secrets(string cluster, string user, string told)
    {
        var path = Write("config", $$"""
            current-context: work
            clusters: [{name: dc1, {{cluster}} }]
            users: [{name: alice, {{user}} }]
            contexts: [{name: work, context: {cluster: dc1, user: alice} }]
            """);

        var failure = Assert.Throws<IdpException>(() => Opener(path).Open(string.Empty, string.Empty));

        Assert.Equal("KubeContextInvalid", failure.Id);
        Assert.Contains("'work'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "KubeContextMissing", "Connect-IdpCluster")]
    [InlineData("nope", "KubeContextNotFound", "'lost', 'stray'")]
    [InlineData("lost", "KubeContextInvalid", "the cluster 'gone'")]
    [InlineData("stray", "KubeContextInvalid", "the user 'gone'")]
    public void A_context_that_leads_nowhere_is_told(string context, string id, string told)
    {
        var path = Write("config", """
            clusters: [{name: dc1, cluster: {server: https://one.test}}]
            contexts: [{name: stray, context: {cluster: dc1, user: gone}}, {name: lost, context: {cluster: gone}}]
            """);

        var failure = Assert.Throws<IdpException>(() => Opener(path).Open(string.Empty, context));

        Assert.Equal(id, failure.Id);
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1", "443", "https://10.0.0.1/")]
    [InlineData("fd00::1", "6443", "https://[fd00::1]:6443/")]
    public void Without_a_kubeconfig_the_cluster_around_a_pod_is_taken(string host, string port, string address)
    {
        using var authority = new TestAuthority();
        Write("token", "t");
        Write("ca.crt", authority.Pem);
        var opener = new ContextOpener(new KubeconfigReader(new YamlManifestReader(), () => []), new PodEnvironment(host, port, _folder), TimeProvider.System);

        using var transport = opener.Open(string.Empty, string.Empty).Transport;

        Assert.Equal(new Uri(address), transport.Server);
        Assert.Equal("in-cluster", transport.Identity.Context);
    }

    [Fact]
    public void A_pod_with_a_kubeconfig_uses_that()
    {
        Write("token", "t");
        Write("ca.crt", "");
        var path = Write("config", "contexts: []");
        var opener = new ContextOpener(new KubeconfigReader(new YamlManifestReader(), () => [path]), new PodEnvironment("10.0.0.1", "443", _folder), TimeProvider.System);

        Assert.Equal("KubeContextMissing", Assert.Throws<IdpException>(() => opener.Open(string.Empty, string.Empty)).Id);
    }

    private static ContextOpener Opener(string path) =>
        new(new KubeconfigReader(new YamlManifestReader(), () => [path]), new PodEnvironment(null, null, string.Empty), TimeProvider.System);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
