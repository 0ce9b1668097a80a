using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Core.Tests.Secrets;

public sealed class CredentialRulesTests
{
    private static readonly string[] Both = ["argocd", "gitea"];

    [Theory]
    [InlineData("giteaAdmin", "developer")]
    [InlineData("a", "12345678")]
    [InlineData("first.last", "$(echo) 'quoted' \"twice\" --and -more")]
    [InlineData("first-last_9", "-begins with a minus")]
    [InlineData("", "äöüß")]
    [InlineData("administrator", "seventy-two bytes are what bcrypt looks at, and this text has them all..")]
    public void What_both_take_is_taken(string name, string password) => CredentialRules.Check(new PlatformCredential(name, password), Both);

    [Theory]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("line\nanother")]
    [InlineData("nothing\0here")]
    [InlineData("this text is longer than the seventy-two bytes that bcrypt looks at: refuse")]
    [InlineData("ääääääääääääääääääääääääääääääääääääa")]
    public void A_password_that_one_does_not_take_is_refused_without_saying_it(string password)
    {
        var refused = Assert.Throws<IdpException>(() => CredentialRules.Check(new PlatformCredential("giteaAdmin", password), Both));

        Assert.Equal("CredentialPasswordInvalid", refused.Id);
        Assert.True(password.Length == 0 || !refused.ToString().Contains(password, StringComparison.Ordinal), "it is said");
    }

    [Theory]
    [InlineData("admin", "keeps it")]
    [InlineData("Admin", "keeps it")]
    [InlineData("ghost", "keeps it")]
    [InlineData("my.png", "keeps it")]
    [InlineData("two words", "letters")]
    [InlineData("-alice", "letters")]
    [InlineData("alice-", "letters")]
    [InlineData("al..ice", "letters")]
    [InlineData("DOMAIN\\alice", "letters")]
    [InlineData("alice\n", "letters")]
    [InlineData("überalice", "letters")]
    [InlineData("a2345678901234567890123456789012345678901", "40")]
    public void A_user_name_that_Gitea_does_not_take_is_refused(string name, string reason)
    {
        var refused = Assert.Throws<IdpException>(() => CredentialRules.Check(new PlatformCredential(name, "developer"), Both));

        Assert.Equal("CredentialUserNameInvalid", refused.Id);
        Assert.Contains(reason, refused.Message);
    }

    [Fact]
    public void Argo_CD_alone_takes_any_name_and_a_short_password() => CredentialRules.Check(new PlatformCredential("admin", "short"), ["argocd"]);

    [Fact]
    public void Packages_without_a_password_are_not_given_one() =>
        Assert.Equal("CredentialPackageMissing", Assert.Throws<IdpException>(() => CredentialRules.Check(PlatformCredential.Developer, ["argo-workflows"])).Id);

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gitea-credential"},"data":{"password":"eA=="}}""", "password")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gitea-credential","namespace":"gitea"},"stringData":{"username":"x"}}""", "username")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"argocd-secret"},"stringData":{"admin.password":"x"}}""", "admin.password")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"argocd-initial-admin-secret"},"data":{"password":"eA=="}}""", "password")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"argocd-secret"},"stringData":{"webhook.github.secret":"x"}}""", "")]
    [InlineData("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"gitea-credential","namespace":"other"},"data":{"password":"eA=="}}""", "")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"gitea-credential"},"data":{"password":"x"}}""", "")]
    public void A_file_that_would_put_another_value_over_it_is_refused(string manifest, string key)
    {
        var refused = Record.Exception(() => CredentialRules.RefuseOverrides("any", [new Manifest(JsonNode.Parse(manifest)!.AsObject())]));

        Assert.Equal(key.Length > 0 ? "CredentialOverridden" : null, (refused as IdpException)?.Id);
        Assert.True(refused is null || refused.Message.Contains($"'{key}'", StringComparison.Ordinal));
    }
}
