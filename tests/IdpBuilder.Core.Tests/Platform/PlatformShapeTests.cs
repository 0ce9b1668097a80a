using IdpBuilder.Packages;
using IdpBuilder.Platform;

namespace IdpBuilder.Core.Tests.Platform;

public sealed class PlatformShapeTests
{
    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    [InlineData("subdomain", true)]
    [InlineData("path", false)]
    [InlineData("node", true)]
    [InlineData("balancer", false)]
    [InlineData("ingress", false)]
    [InlineData("port", true)]
    [InlineData("https-subdomain", true)]
    [InlineData("subdomain-ingress", false)]
    [InlineData("unknown", false)]
    public void A_condition_holds_when_all_its_words_do(string condition, bool expected) =>
        Assert.Equal(expected, new PlatformShape(PlatformFacts.Default).Fits(condition));

    [Fact]
    public void Each_word_has_its_counterpart()
    {
        var facts = PlatformFacts.Default with { Protocol = "http", Port = 80, PathRouting = true };
        var shape = new PlatformShape(facts) { HasIngress = true, HasIngressNode = false };

        Assert.True(shape.Fits("http-path-balancer-ingress"));
        Assert.All(["https", "subdomain", "node", "port"], word => Assert.False(shape.Fits(word)));
    }

    [Fact]
    public void Ports_are_numbers_where_they_stand_alone() =>
        Assert.Equal("port: 8443\nname: https-8443\n", new PlatformShape(PlatformFacts.Default).Fill("port: ((idp.port))\nname: ((idp.protocol))-((idp.port))\n"));

    [Fact]
    public void A_port_of_a_Codespace_is_one()
    {
        var facts = PlatformFacts.Default with { Host = "name-8080.app.github.dev", Protocol = "http", Port = 8080, PathRouting = true };

        Assert.True(new PlatformShape(facts).Fits("path-codespace"));
        Assert.Equal("https://name-8080.app.github.dev/argocd", facts.PageOf("argocd"));
        Assert.False(new PlatformShape(PlatformFacts.Default).Fits("codespace"));
    }

    [Theory]
    [InlineData(false, "https://argocd.cnoe.localtest.me:8443")]
    [InlineData(true, "https://cnoe.localtest.me:8443/argocd")]
    public void A_page_is_told_apart_by_host_or_path(bool byPath, string expected) =>
        Assert.Equal(expected, (PlatformFacts.Default with { PathRouting = byPath }).PageOf("argocd"));
}
