using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Manifests;

namespace IdpBuilder.Tests.Commands;

/// <summary>The certificate of a platform's pages, in a cluster that was made by somebody else; here the embedded one.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly GroupVersionKind SecretType = new("", "v1", "Secret");

    private readonly ModuleEngine _engine = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"core-{Guid.NewGuid():N}"[..20];
    private readonly ClusterObjects _objects;

    public CertificateTests() =>
        _objects = new ClusterObjects(_engine.Run($"New-IdpCluster made -Provider Embedded -Listen -KubeConfig '{_folder.Path}/config'").Single<Cluster>());

    public void Dispose()
    {
        _engine.Run("Get-IdpCluster | Remove-IdpCluster");
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_ingress_finds_a_certificate_for_the_platforms_host()
    {
        var shown = Connect("-CorePackage traefik -HostName idp.test -Verbose 4>&1");

        var served = await CertificateAsync("ingress-nginx", "tls.crt");
        Assert.True(served.MatchesHostname("argocd.idp.test"));
        using var trusted = await CertificateAsync("default", "ca.crt");
        Assert.Equal(trusted.Subject, served.Issuer);
        Assert.Contains(_name, trusted.Subject);
        Assert.Contains("Make a certificate authority and a certificate for 'idp.test': done.", shown);
        Assert.DoesNotContain("PRIVATE KEY", shown);
    }

    [Fact]
    public async Task Another_host_changes_it_and_the_same_host_does_not()
    {
        Connect("-CorePackage traefik -HostName idp.test");
        var before = await _objects.ReadAsync(TestContext.Current.CancellationToken);

        Connect("-CorePackage traefik -HostName idp.test");
        Assert.DoesNotContain((await _objects.ReadAsync(TestContext.Current.CancellationToken)).Except(before), line => line.Contains("Secret", StringComparison.Ordinal));

        Connect("-CorePackage traefik -HostName other.test");
        using var served = await CertificateAsync("ingress-nginx", "tls.crt");
        Assert.True(served.MatchesHostname("other.test"));
    }

    [Theory]
    [InlineData("-CorePackage traefik -Protocol http")]
    [InlineData("-CorePackage argo-workflows")]
    [InlineData("-CorePackage traefik -WhatIf")]
    public async Task None_is_made_where_no_page_is_served_with_it(string choice)
    {
        Connect(choice);

        await using var api = _objects.Connect();
        Assert.Null(await api.GetAsync(new ResourceReference(SecretType, "ingress-nginx", "idpbuilder-cert"), TestContext.Current.CancellationToken));
        Assert.Null(await api.GetAsync(new ResourceReference(SecretType, "idpbuilder", "idpbuilder-ca"), TestContext.Current.CancellationToken));
    }

    private string Connect(string choice)
    {
        var result = _engine.Run($"Connect-IdpCluster -KubeConfig '{_folder.Path}/config' -Name {_name} -Timeout 5m {choice}");
        Assert.Empty(result.Errors);
        return string.Join('\n', result.Output);
    }

    private async Task<X509Certificate2> CertificateAsync(string inNamespace, string key)
    {
        await using var api = _objects.Connect();
        var secret = await api.GetAsync(new ResourceReference(SecretType, inNamespace, "idpbuilder-cert"), TestContext.Current.CancellationToken);
        return X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(Convert.FromBase64String((string)secret!.Json["data"]![key]!)));
    }
}
