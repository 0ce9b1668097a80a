using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Platform;

namespace IdpBuilder.Core.Tests.Platform;

/// <summary>Where Argo CD is told of pushes.</summary>
public sealed class PushListenerTests
{
    private const string Usual = """[{"name":"http","port":80},{"name":"https","port":443}]""";

    [Theory]
    [InlineData(Usual, null, "https://argocd-server.argocd.svc/api/webhook")]
    [InlineData(Usual, "{}", "https://argocd-server.argocd.svc/api/webhook")]
    [InlineData(Usual, """{"server.insecure":"false"}""", "https://argocd-server.argocd.svc/api/webhook")]
    [InlineData(Usual, """{"server.insecure":"true"}""", "http://argocd-server.argocd.svc/api/webhook")]
    [InlineData(Usual, """{"server.insecure":"true","server.basehref":"/argocd"}""", "http://argocd-server.argocd.svc/api/webhook")]
    [InlineData(Usual, """{"server.insecure":"true","server.rootpath":"/argocd/"}""", "http://argocd-server.argocd.svc/argocd/api/webhook")]
    [InlineData("""[{"name":"http","port":8080},{"name":"https","port":8443}]""", "{}", "https://argocd-server.argocd.svc:8443/api/webhook")]
    [InlineData("""[{"port":80}]""", """{"server.insecure":"true"}""", "http://argocd-server.argocd.svc/api/webhook")]
    public void It_follows_the_settings_of_Argo_CD(string ports, string? settings, string address)
    {
        var service = new Manifest(new JsonObject { ["spec"] = new JsonObject { ["ports"] = JsonNode.Parse(ports) } });
        var map = settings is null ? null : new Manifest(new JsonObject { ["data"] = JsonNode.Parse(settings) });

        var found = PushListener.AddressOf(service, map);

        Assert.Equal(address, found);
        Assert.True(PushListener.IsAddress(found));
    }

    [Theory]
    [InlineData("https://argocd.example.com/api/webhook")]
    [InlineData("https://argocd-server.argocd.svc/other")]
    [InlineData("https://argocd-server.argocd.svc.example.com/api/webhook")]
    [InlineData("no address")]
    [InlineData("")]
    public void Other_addresses_are_others(string address) => Assert.False(PushListener.IsAddress(address));

    [Fact]
    public void What_is_signed_with_is_not_shown() =>
        Assert.DoesNotContain("s3cret", $"{new PushListener("https://argocd-server.argocd.svc/api/webhook", "s3cret")}", StringComparison.Ordinal);
}
