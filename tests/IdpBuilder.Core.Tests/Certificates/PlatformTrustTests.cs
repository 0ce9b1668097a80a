using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Certificates;
using IdpBuilder.Errors;

namespace IdpBuilder.Core.Tests.Certificates;

public sealed class PlatformTrustTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idp-trust-");
    private readonly RememberedTrust _trusted = new();
    private readonly PlatformTrust _trust;
    private readonly string _first = MakeAuthority("demo");
    private readonly string _second = MakeAuthority("demo");

    public PlatformTrustTests() => _trust = new PlatformTrust(_trusted, new TrustNotes(Path.Combine(_folder.FullName, "trusted")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_authority_is_trusted_until_its_cluster_is_forgotten()
    {
        Assert.False(_trust.Knows("demo"));
        var change = _trust.Find("demo", _first);
        Assert.Contains(ThumbprintOf(_first), change!.Description);
        Assert.Empty(_trusted.All);

        await change.MakeAsync(Stop);

        Assert.Equal([ThumbprintOf(_first)], _trusted.All);
        Assert.True(_trust.Knows("demo"));
        Assert.Null(_trust.Find("demo", _first));
        await _trust.ForgetAsync("demo", Stop);
        Assert.Empty(_trusted.All);
        Assert.False(_trust.Knows("demo"));
    }

    [Fact]
    public async Task What_somebody_else_trusts_stays()
    {
        var theirs = ThumbprintOf(MakeAuthority("theirs"));
        _trusted.All.Add(theirs);
        await _trust.Find("demo", _first)!.MakeAsync(Stop);

        await _trust.ForgetAsync("demo", Stop);
        await _trust.ForgetAsync("theirs", Stop);

        Assert.Equal([theirs], _trusted.All);
    }

    [Fact]
    public async Task Another_authority_of_a_cluster_takes_the_place_of_the_first()
    {
        await _trust.Find("demo", _first)!.MakeAsync(Stop);

        await _trust.Find("demo", _second)!.MakeAsync(Stop);

        Assert.Equal([ThumbprintOf(_second)], _trusted.All);
    }

    [Fact]
    public async Task One_that_two_clusters_have_stays_as_long_as_one_of_them()
    {
        await _trust.Find("demo", _first)!.MakeAsync(Stop);
        await _trust.Find("kind-demo", _first)!.MakeAsync(Stop);

        await _trust.ForgetAsync("kind-demo", Stop);
        Assert.Equal([ThumbprintOf(_first)], _trusted.All);

        await _trust.ForgetAsync("demo", Stop);
        Assert.Empty(_trusted.All);
    }

    [Fact]
    public async Task What_was_refused_is_asked_for_again_and_what_was_taken_away_by_hand_is_no_failure()
    {
        _trusted.Refuses = true;
        await Assert.ThrowsAsync<IdpException>(() => _trust.Find("demo", _first)!.MakeAsync(Stop));
        _trusted.Refuses = false;

        await _trust.Find("demo", _first)!.MakeAsync(Stop);
        _trusted.All.Clear();

        Assert.NotNull(_trust.Find("demo", _first));
        await _trust.ForgetAsync("demo", Stop);
        Assert.False(_trust.Knows("demo"));
    }

    [Fact]
    public async Task One_that_could_not_be_taken_away_is_still_known()
    {
        await _trust.Find("demo", _first)!.MakeAsync(Stop);
        _trusted.Refuses = true;

        await Assert.ThrowsAsync<IdpException>(() => _trust.ForgetAsync("demo", Stop));

        Assert.True(_trust.Knows("demo"));
    }

    [Fact]
    public void What_is_no_certificate_is_not_trusted() => Assert.Equal("CertificateInvalid", Assert.Throws<IdpException>(() => _trust.Find("demo", "x")).Id);

    [Fact]
    public void Whether_an_authority_may_vouch_for_every_host_is_told()
    {
        using var unlimited = CertificateAuthority.Create(new X500DistinguishedName("CN=any"), ValidityPeriod.For(TimeSpan.FromDays(1), TimeProvider.System));

        Assert.False(PlatformTrust.IsUnlimited("demo", _first));
        Assert.True(PlatformTrust.IsUnlimited("demo", unlimited.Pem));
    }

    private static string MakeAuthority(string cluster)
    {
        using var authority = CertificateRules.CreateAuthority(cluster, new HostNames("idp.test"), TimeProvider.System);
        return authority.Pem;
    }

    private static string ThumbprintOf(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.Thumbprint;
    }

    private sealed class RememberedTrust : ICertificateTrust
    {
        public List<string> All { get; } = [];

        public bool Refuses { get; set; }

        public string Reach => string.Empty;

        public bool Has(string thumbprint) => All.Contains(thumbprint);

        public Task AddAsync(X509Certificate2 authority, CancellationToken stop) => Change(() => All.Add(authority.Thumbprint));

        public Task RemoveAsync(string thumbprint, CancellationToken stop) => Change(() => All.Remove(thumbprint));

        private Task Change(Action change)
        {
            if (Refuses)
            {
                throw new IdpException("Refused", FailureKind.Denied, "refused");
            }

            change();
            return Task.CompletedTask;
        }
    }
}
