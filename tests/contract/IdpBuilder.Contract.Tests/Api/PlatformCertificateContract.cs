using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Certificates;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The certificates of a platform, as a cluster keeps them.</summary>
public abstract class PlatformCertificateContract(ApiUnderTest server) : IAsyncLifetime
{
    private const string Host = "idp.example.test";

    private static readonly ResourceReference[] Places =
        [CertificateObjects.Authority, CertificateObjects.Ingress, CertificateObjects.Public, CertificateObjects.ArgoCd, CertificateObjects.ArgoCdTrust];

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The names are those of the platform; the tests of a class come one after the other.
    public async ValueTask InitializeAsync()
    {
        foreach (var place in Places)
        {
            await server.Api.DeleteAsync(place, DeletionOptions.Default, Stop);
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_ingress_and_Argo_CD_get_one_certificate_and_everybody_who_vouches_for_it()
    {
        Assert.True(await MakeAsync(Host));

        var served = await GetAsync(CertificateObjects.Ingress);
        Assert.Equal("kubernetes.io/tls", served.Text("type"));
        using var leaf = CertificateObjects.Read(served)!.Load()!;
        Assert.True(leaf.MatchesHostname($"argocd.{Host}"));
        using var authority = X509Certificate2.CreateFromPem(CertificateObjects.ReadTrusted(await GetAsync(CertificateObjects.Public)));
        Assert.Equal(authority.Subject, leaf.Issuer);
        Assert.Equal(["ca.crt"], Keys(await GetAsync(CertificateObjects.Public)));
        Assert.Equal(["ca.crt", "tls.crt", "tls.key"], Keys(await GetAsync(CertificateObjects.ArgoCd)));
        Assert.Equal(Data(served), Data(await GetAsync(CertificateObjects.ArgoCd)));
        Assert.Equal([$"gitea.{Host}", Host], Keys(await GetAsync(CertificateObjects.ArgoCdTrust)));
        Assert.Equal(CertificateObjects.ReadTrusted(served), (await GetAsync(CertificateObjects.ArgoCdTrust)).Text("data", Host));
        Assert.Equal(await PlatformCertificates.FindAuthorityAsync(server.Api, Stop), CertificateObjects.ReadTrusted(served));
    }

    [Fact]
    public async Task The_key_of_the_authority_is_in_one_place()
    {
        await MakeAsync(Host);

        var key = CertificateObjects.Read(await GetAsync(CertificateObjects.Authority))!.Key;
        Assert.Contains("PRIVATE KEY", key);
        foreach (var place in Places.Skip(1))
        {
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), (await GetAsync(place)).Json.ToJsonString());
        }
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await MakeAsync(Host);
        var before = await VersionsAsync();

        Assert.False(await MakeAsync(Host));
        Assert.False(await MakeAsync("IDP.Example.Test", hasArgoCd: false));

        Assert.Equal(before, await VersionsAsync());
    }

    [Fact]
    public async Task Near_its_end_the_certificate_is_another_one_of_the_same_authority_everywhere()
    {
        await MakeAsync(Host);
        var (authority, leaf) = (await PlatformCertificates.FindAuthorityAsync(server.Api, Stop), Data(await GetAsync(CertificateObjects.Ingress)));

        Assert.True(await MakeAsync(Host, hasArgoCd: false, after: TimeSpan.FromDays(500)));

        Assert.Equal(authority, await PlatformCertificates.FindAuthorityAsync(server.Api, Stop));
        Assert.NotEqual(leaf, Data(await GetAsync(CertificateObjects.Ingress)));
        Assert.Equal(Data(await GetAsync(CertificateObjects.Ingress)), Data(await GetAsync(CertificateObjects.ArgoCd)));
    }

    [Fact]
    public async Task Another_host_gets_another_authority_and_the_old_one_is_trusted_no_more()
    {
        await MakeAsync(Host);
        var authority = await PlatformCertificates.FindAuthorityAsync(server.Api, Stop);

        Assert.True(await MakeAsync("other.test"));

        Assert.NotEqual(authority, await PlatformCertificates.FindAuthorityAsync(server.Api, Stop));
        Assert.Equal(["gitea.other.test", "other.test"], Keys(await GetAsync(CertificateObjects.ArgoCdTrust)));
        using var leaf = CertificateObjects.Read(await GetAsync(CertificateObjects.ArgoCd))!.Load()!;
        Assert.True(leaf.MatchesHostname("other.test"));
    }

    [Fact]
    public async Task Many_who_make_them_at_once_agree_on_the_authority()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => MakeAsync(Host))));

        var trusted = CertificateObjects.Read(await GetAsync(CertificateObjects.Authority))!.Certificate;
        foreach (var place in new[] { CertificateObjects.Ingress, CertificateObjects.ArgoCd, CertificateObjects.Public })
        {
            Assert.Equal(trusted, CertificateObjects.ReadTrusted(await GetAsync(place)));
        }

        await MakeAsync(Host);
        Assert.False(await MakeAsync(Host));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("broken")]
    public async Task What_is_lost_comes_back(string how)
    {
        await MakeAsync(Host);
        foreach (var place in new[] { CertificateObjects.Authority, CertificateObjects.ArgoCd })
        {
            var patch = ManifestPatch.Merge(Objects.Parse("""{"data":{"tls.crt":"","tls.key":""}}""").Json);
            _ = how == "gone"
                ? (object)await server.Api.DeleteAsync(place, DeletionOptions.Default, Stop)
                : await server.Api.PatchAsync(place, patch, new WriteOptions("somebody"), Stop);
        }

        Assert.True(await MakeAsync(Host));

        Assert.NotNull(CertificateObjects.Read(await GetAsync(CertificateObjects.Authority))!.Load());
        Assert.Equal(Data(await GetAsync(CertificateObjects.Ingress)), Data(await GetAsync(CertificateObjects.ArgoCd)));
        Assert.False(await MakeAsync(Host));
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_stays_and_so_do_the_authorities_that_he_trusts()
    {
        var theirs = Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"argocd-server-tls","namespace":"argocd"},"data":{"tls.crt":"eA==","tls.key":"eA=="}}""");
        var trust = Objects.ConfigMap("argocd", "argocd-tls-certs-cm", ("git.theirs.test", "theirs"));
        await MakeAsync(Host);
        await server.Api.DeleteAsync(CertificateObjects.ArgoCd, DeletionOptions.Default, Stop);
        await server.Api.DeleteAsync(CertificateObjects.ArgoCdTrust, DeletionOptions.Default, Stop);
        await server.Api.ApplyAsync(theirs, new WriteOptions("somebody"), Stop);
        await server.Api.ApplyAsync(trust, new WriteOptions("somebody"), Stop);

        await MakeAsync(Host);

        Assert.Equal("eA==", (await GetAsync(CertificateObjects.ArgoCd)).Text("data", "tls.key"));
        Assert.Equal(["git.theirs.test", $"gitea.{Host}", Host], Keys(await GetAsync(CertificateObjects.ArgoCdTrust)));
        Assert.False(await MakeAsync(Host));
    }

    [Fact]
    public async Task Where_somebody_else_made_the_platforms_certificate_none_is_made()
    {
        await server.Api.ApplyAsync(Objects.Namespace("ingress-nginx"), new WriteOptions("somebody"), Stop);
        var theirs = Objects.Parse("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"idpbuilder-cert","namespace":"ingress-nginx"},"data":{"tls.crt":"eA==","tls.key":"eA=="}}""");
        await server.Api.ApplyAsync(theirs, new WriteOptions("somebody"), Stop);

        Assert.False(await MakeAsync(Host));

        Assert.Null(await server.Api.GetAsync(CertificateObjects.Authority, Stop));
    }

    [Fact]
    public async Task Whoever_has_the_rights_that_are_asked_for_can_make_them_and_make_them_anew()
    {
        await using var restricted = await RestrictedUser.ConnectAsync(server, PlatformCertificates.Rights);

        Assert.True(await MakeAsync(Host, api: restricted));
        Assert.True(await MakeAsync("other.test", api: restricted));
        Assert.False(await MakeAsync("other.test", api: restricted));
    }

    private static IEnumerable<string> Keys(Manifest manifest) => manifest.Json["data"]!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal);

    private static string Data(Manifest manifest) => manifest.Json["data"]!.ToJsonString();

    private async Task<bool> MakeAsync(string host, bool hasArgoCd = true, TimeSpan after = default, IKubernetesApi? api = null)
    {
        var certificates = new PlatformCertificates(api ?? server.Api, "demo", host, new HeldClock(Start + after));
        if (await certificates.FindAsync(hasArgoCd, new SilentReporter(), Stop) is not { } change)
        {
            return false;
        }

        await change.MakeAsync(Stop);
        return true;
    }

    private async Task<Manifest> GetAsync(ResourceReference place) => (await server.Api.GetAsync(place, Stop))!;

    private async Task<IReadOnlyList<string>> VersionsAsync()
    {
        var versions = new List<string>();
        foreach (var place in Places)
        {
            versions.Add((await GetAsync(place)).ResourceVersion);
        }

        return versions;
    }

    private sealed class HeldClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
