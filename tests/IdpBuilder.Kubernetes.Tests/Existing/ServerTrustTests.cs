using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Existing;
using IdpBuilder.Kubernetes.Tests.Network;

namespace IdpBuilder.Kubernetes.Tests.Existing;

public sealed class ServerTrustTests : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly TestAuthority _authority = new();
    private readonly ContextFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_server_that_proves_itself_is_talked_to()
    {
        await using var server = Server("127.0.0.1");

        await _folder.With(ContextFolder.Cluster(server, _authority), []).AskAsync(TimeProvider.System);

        Assert.Equal(["/version", "/version"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task An_unknown_authority_is_told()
    {
        using var other = new TestAuthority();
        await using var server = Server("127.0.0.1");

        var failure = await FailAsync(ContextFolder.Cluster(server, other));

        Assert.Equal("ApiCertificateUntrusted", failure.Id);
        Assert.Contains("unknown authority ('CN=test authority')", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{server.Address}' (context 'work', user 'alice')", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_though_its_authority_is_trusted()
    {
        await using var server = Server("api.test", "10.0.0.7");

        var failure = await FailAsync(ContextFolder.Cluster(server, _authority));

        Assert.Equal("ApiCertificateNameMismatch", failure.Id);
        Assert.Contains("'api.test', '10.0.0.7', not to '127.0.0.1'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("tls-server-name", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-400, -10)]
    [InlineData(10, 400)]
    public async Task A_certificate_out_of_its_time_is_told(int from, int until)
    {
        await using var server = new TestServer(_authority.Issue("server", ["127.0.0.1"], TimeSpan.FromDays(from), TimeSpan.FromDays(until)));

        var failure = await FailAsync(ContextFolder.Cluster(server, _authority));

        Assert.Equal("ApiCertificateExpired", failure.Id);
        Assert.Contains("clock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tls_server_name_is_asked_for_and_checked()
    {
        await using var server = Server("api.test");
        var cluster = ContextFolder.Cluster(server, _authority);
        cluster["tls-server-name"] = "api.test";

        await _folder.With(cluster, []).AskAsync(TimeProvider.System);

        Assert.All(server.Requests, request => Assert.Equal("api.test", request.ServerName));
    }

    [Fact]
    public async Task Who_skips_verification_is_warned()
    {
        await using var server = new TestServer(_authority.Issue("server", ["api.test"], -Year, -TimeSpan.FromDays(1)));
        var cluster = new JsonObject { ["server"] = server.Address.ToString(), ["insecure-skip-tls-verify"] = true };
        await using var provider = _folder.With(cluster, []).Provider(TimeProvider.System);

        await provider.AdoptAsync(new ExistingClusterSpec(), new HashSet<string>(), _folder, TestContext.Current.CancellationToken);

        Assert.Contains("insecure-skip-tls-verify", Assert.Single(_folder.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:hunter2@127.0.0.1:{0}", " Proxy-Authorization: Basic dXNlcjpodW50ZXIy")]
    [InlineData("socks5://127.0.0.1:{0}", "")]
    public async Task A_proxy_leads_to_the_server(string url, string login)
    {
        await using var server = Server("127.0.0.1");
        await using var proxy = new TestProxy();
        var cluster = ContextFolder.Cluster(server, _authority);
        cluster["proxy-url"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, proxy.Port);

        await _folder.With(cluster, []).AskAsync(TimeProvider.System);

        Assert.Equal($"127.0.0.1:{server.Address.Port}{login}", Assert.Single(proxy.Targets));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_proxy_that_is_away_is_told_without_its_password()
    {
        await using var server = Server("127.0.0.1");
        var cluster = ContextFolder.Cluster(server, _authority);
        cluster["proxy-url"] = "http://user:hunter2@127.0.0.1:1";

        var failure = await FailAsync(cluster);

        Assert.Equal("ApiUnreachable", failure.Id);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    private TestServer Server(params string[] names) => new(_authority.Issue("server", names, -Year, Year));

    private Task<KubernetesApiException> FailAsync(JsonObject cluster) =>
        Assert.ThrowsAsync<KubernetesApiException>(() => _folder.With(cluster, []).AskAsync(TimeProvider.System));
}
