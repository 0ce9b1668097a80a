using System.Net;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using IdpBuilder.Certificates;

namespace IdpBuilder.Core.Tests.Certificates;

public sealed class CertificateRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HostNames Names = new("idp.example.test");

    // Labels that are host names and words of their own: no name is another's ending.
    private static readonly Gen<string> Host = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"], 1, 20].Array[1, 3].Select(labels => $"{string.Join(".", labels)}.test");

    private readonly MovedClock _clock = new(Start);

    [Theory]
    [InlineData("cnoe.localtest.me", "*.cnoe.localtest.me,cnoe.localtest.me,localhost", "127.0.0.1,::1")]
    [InlineData("IDP.Example.Test.", "*.idp.example.test,idp.example.test,localhost", "127.0.0.1,::1")]
    [InlineData("bücher.test", "*.xn--bcher-kva.test,localhost,xn--bcher-kva.test", "127.0.0.1,::1")]
    [InlineData("idp.localhost", "*.idp.localhost,idp.localhost,localhost", "127.0.0.1,::1")]
    [InlineData("localhost", "*.localhost,argocd.localhost,gitea.localhost,localhost", "127.0.0.1,::1")]
    [InlineData("10.1.2.3", "localhost", "10.1.2.3,127.0.0.1,::1")]
    [InlineData("127.0.0.1", "localhost", "127.0.0.1,::1")]
    public void A_certificate_is_for_the_host_and_everything_below_it_and_for_this_machine(string host, string names, string addresses)
    {
        using var authority = CertificateRules.CreateAuthority("demo", new HostNames(host), _clock);
        using var leaf = CertificateRules.CreateLeaf(authority, new HostNames(host), _clock).Load()!;
        var found = new X509SubjectAlternativeNameExtension(leaf.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.17").RawData);

        Assert.Equal(names, string.Join(',', found.EnumerateDnsNames().Order(StringComparer.Ordinal)));
        Assert.Equal(addresses, string.Join(',', found.EnumerateIPAddresses().Select(address => address.ToString()).Order(StringComparer.Ordinal)));
        Assert.True(CertificateRules.Serves(PemCertificate.Of(leaf), authority, new HostNames(host), _clock));
    }

    [Fact]
    public void Whoever_trusts_the_authority_trusts_its_certificates_under_their_names() => Host.Sample(
        host =>
        {
            var names = new HostNames(host);
            using var authority = CertificateRules.CreateAuthority("demo", names, _clock);
            using var leaf = CertificateRules.CreateLeaf(authority, names, _clock).Load()!;

            Assert.Equal(X509ChainStatusFlags.NoError, Verify(leaf, authority));
            Assert.All(new[] { host, $"argocd.{host}", "localhost" }, name => Assert.True(leaf.MatchesHostname(name, allowCommonName: false), name));
            Assert.False(leaf.MatchesHostname($"other{host}", allowCommonName: false));
            Assert.False(leaf.MatchesHostname($"a.b.{host}", allowCommonName: false));
        },
        iter: 50);

    [Fact]
    public void An_authority_vouches_for_its_own_host_only() => Gen.Select(Host, Host).Where((own, other) => own != other && !other.EndsWith($".{own}", StringComparison.Ordinal)).Sample(
        (own, other) =>
        {
            using var authority = CertificateRules.CreateAuthority("demo", new HostNames(own), _clock);
            using var forged = CertificateRules.CreateLeaf(authority, new HostNames(other), _clock).Load()!;

            Assert.NotEqual(X509ChainStatusFlags.NoError, Verify(forged, authority));
        },
        iter: 50);

    [Fact]
    public void Nor_for_other_addresses()
    {
        using var authority = CertificateRules.CreateAuthority("demo", Names, _clock);
        var builder = new SubjectAlternativeNameBuilder();
        builder.AddIpAddress(IPAddress.Parse("127.0.0.2"));
        using var forged = authority.Issue(new X500DistinguishedName("CN=other"), ValidityPeriod.For(TimeSpan.FromDays(1), _clock), builder.Build(), CertificatePurpose.Server);

        Assert.NotEqual(X509ChainStatusFlags.NoError, Verify(forged, authority));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(486, true)]
    [InlineData(487, false)]
    [InlineData(731, false)]
    [InlineData(-1, false)]
    public void A_certificate_is_made_anew_when_a_third_of_its_time_is_left(int days, bool serves)
    {
        using var authority = CertificateRules.CreateAuthority("demo", Names, _clock);
        var leaf = CertificateRules.CreateLeaf(authority, Names, _clock);

        _clock.Now = Start + TimeSpan.FromDays(days);

        Assert.Equal(serves, CertificateRules.Serves(leaf, authority, Names, _clock));
    }

    [Theory]
    [InlineData(0, "idp.example.test", true)]
    [InlineData(0, "IDP.example.test", true)]
    [InlineData(2921, "idp.example.test", true)]
    [InlineData(2922, "idp.example.test", false)]
    [InlineData(0, "example.test", false)]
    [InlineData(0, "a.idp.example.test", false)]
    public void An_authority_stays_while_it_outlives_a_new_certificate_and_the_host_is_the_same(int days, string host, bool serves)
    {
        using var made = CertificateRules.CreateAuthority("demo", Names, _clock);
        using var kept = CertificateAuthority.Load(made.Export());

        _clock.Now = Start + TimeSpan.FromDays(days);

        Assert.Equal(serves, CertificateRules.Serves(kept, new HostNames(host), _clock));
    }

    [Fact]
    public void A_certificate_of_another_authority_or_for_other_names_does_not_serve()
    {
        using var authority = CertificateRules.CreateAuthority("demo", Names, _clock);
        using var other = CertificateRules.CreateAuthority("demo", Names, _clock);

        Assert.False(CertificateRules.Serves(CertificateRules.CreateLeaf(other, Names, _clock), authority, Names, _clock));
        Assert.False(CertificateRules.Serves(CertificateRules.CreateLeaf(authority, new HostNames("a.idp.example.test"), _clock), authority, Names, _clock));
        Assert.False(CertificateRules.Serves(null, authority, Names, _clock));
        Assert.False(CertificateRules.Serves(null, Names, _clock));
    }

    [Fact]
    public void A_certificate_is_valid_for_as_long_as_every_system_takes_and_an_authority_says_whose_it_is()
    {
        using var authority = CertificateRules.CreateAuthority("a, CN=b", Names, _clock);
        using var leaf = CertificateRules.CreateLeaf(authority, Names, _clock).Load()!;

        Assert.True(leaf.NotAfter - leaf.NotBefore <= TimeSpan.FromDays(825));
        Assert.Equal("a, CN=b (idp.example.test)", authority.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void What_is_no_authority_is_not_read_as_one()
    {
        using var authority = CertificateRules.CreateAuthority("demo", Names, _clock);
        using var other = CertificateRules.CreateAuthority("demo", Names, _clock);

        Assert.Null(CertificateAuthority.Load(CertificateRules.CreateLeaf(authority, Names, _clock)));
        Assert.Null(CertificateAuthority.Load(new PemCertificate(authority.Pem, other.Export().Key)));
        Assert.Null(CertificateAuthority.Load(new PemCertificate(string.Empty, string.Empty)));
        Assert.Null(CertificateAuthority.Load(new PemCertificate("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----", "x")));
    }

    private X509ChainStatusFlags Verify(X509Certificate2 leaf, CertificateAuthority authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        using var root = X509Certificate2.CreateFromPem(authority.Pem);
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = _clock.Now.LocalDateTime;
        chain.Build(leaf);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
    }

    private sealed class MovedClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
