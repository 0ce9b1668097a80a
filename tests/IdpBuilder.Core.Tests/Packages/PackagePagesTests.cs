using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Core.Tests.Packages;

public sealed class PackagePagesTests
{
    private static readonly PlatformFacts Platform = PlatformFacts.Default with { Host = "idp.test", Port = 9443 };

    [Theory]
    [InlineData("argocd.idp.test", "/", "https://argocd.idp.test:9443")]
    [InlineData("idp.test", "/argocd(/|$)(.*)", "https://idp.test:9443/argocd")]
    [InlineData("idp.test", "/ping", "https://idp.test:9443/ping")]
    [InlineData("argocd.elsewhere.test", "/", "")]
    [InlineData("otheridp.test", "/", "")]
    [InlineData("", "/", "")]
    public void An_Ingress_of_the_platforms_host_says_where_the_page_is(string host, string path, string expected) =>
        Assert.Equal(expected, PackagePages.UrlOf([Ingress("page", host, path)], Platform));

    [Fact]
    public void The_first_by_name_is_the_packages_page() => Assert.Equal(
        "https://idp.test:9443/gitea",
        PackagePages.UrlOf([Ingress("gitea-registry", "idp.test", "/v2"), Ingress("gitea", "idp.test", "/gitea(/|$)(.*)")], Platform));

    [Fact]
    public void The_proxy_of_a_Codespace_has_an_address_of_its_own() => Assert.Equal(
        "https://name-8080.app.github.dev/argocd",
        PackagePages.UrlOf([Ingress("page", "name-8080.app.github.dev", "/argocd(/|$)(.*)")], Platform with { Host = "name-8080.app.github.dev", Protocol = "http", Port = 8080 }));

    [Fact]
    public void Where_nothing_listens_there_is_no_page() =>
        Assert.Empty(PackagePages.UrlOf([Ingress("page", "idp.test", "/")], Platform with { ServesPages = false }));

    private static Manifest Ingress(string name, string host, string path) => new(new JsonObject
    {
        ["apiVersion"] = "networking.k8s.io/v1",
        ["kind"] = "Ingress",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["rules"] = new JsonArray(new JsonObject { ["host"] = host, ["http"] = new JsonObject { ["paths"] = new JsonArray(new JsonObject { ["path"] = path }) } }) },
    });
}
