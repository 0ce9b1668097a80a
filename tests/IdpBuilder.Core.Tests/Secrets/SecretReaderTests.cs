using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Core.Tests.Secrets;

public sealed class SecretReaderTests
{
    private readonly StoredSecrets _api = new(
        Secret("argocd", "argocd-initial-admin-secret", null, ("password", "pa55-argo")),
        Secret("gitea", "gitea-credential", "gitea", ("username", "giteaAdmin"), ("password", "pa55-gitea"), ("token", "t0k3n")),
        Secret("keycloak", "z-config", "keycloak", ("ADMIN_PASSWORD", "pa55-kc")),
        Secret("keycloak", "a-users", "keycloak", ("username", "user1"), ("password", "pa55-u")),
        Secret("backstage", "b", "backstage", ("password", "pa55-b")));

    [Fact]
    public async Task Core_secrets_come_first_and_once_then_the_labelled_ones_in_order()
    {
        var secrets = await SecretReader.ReadAsync(_api, _ => true, default);

        Assert.Equal(
            ["argocd argocd/argocd-initial-admin-secret admin", "gitea gitea/gitea-credential giteaAdmin", "backstage backstage/b ", "keycloak keycloak/a-users user1", "keycloak keycloak/z-config "],
            secrets.Select(secret => $"{secret.Package} {secret} {secret.UserName}"));
        Assert.Equal([true, true, false, false, false], secrets.Select(secret => secret.IsCore));
    }

    [Fact]
    public async Task Only_wanted_packages_are_read()
    {
        var secrets = await SecretReader.ReadAsync(_api, package => package is "keycloak" or "argocd", default);

        Assert.Equal(["argocd-initial-admin-secret", "a-users", "z-config"], secrets.Select(secret => secret.Name));
        Assert.DoesNotContain("gitea-credential", _api.Read);
    }

    [Fact]
    public async Task What_is_secret_is_told_only_when_asked_for()
    {
        foreach (var secret in await SecretReader.ReadAsync(_api, _ => true, default))
        {
            var shown = JsonSerializer.Serialize(new { secret.Name, secret.Namespace, secret.Package, secret.UserName, secret.Keys, secret.IsCore }) + secret;
            Assert.DoesNotContain("pa55", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("pa55", string.Concat(typeof(ClusterSecret).GetProperties().Select(property => property.GetValue(secret)?.ToString())), StringComparison.Ordinal);
            Assert.All(secret.RevealData().Values, value => Assert.NotEmpty(value));
        }
    }

    [Fact]
    public async Task The_password_is_a_secure_string_and_plain_on_demand()
    {
        var gitea = (await SecretReader.ReadAsync(_api, package => package == "gitea", default)).Single();

        Assert.Equal("pa55-gitea", new NetworkCredential("", gitea.Password).Password);
        Assert.Equal(("pa55-gitea", "t0k3n"), (gitea.RevealPassword(), gitea.RevealToken()));
        Assert.Equal(["password", "token", "username"], gitea.Keys);
    }

    [Fact]
    public async Task Values_that_are_no_text_stay_in_base64()
    {
        var manifest = Secret("x", "binary", "x");
        manifest.Json["data"] = new JsonObject { ["raw"] = Convert.ToBase64String([0xFF, 0xFE]), ["broken"] = "not base64!" };

        var secret = (await SecretReader.ReadAsync(new StoredSecrets(manifest), _ => true, default)).Single();

        Assert.Equal(("//4=", "not base64!"), (secret.RevealData()["raw"], secret.RevealData()["broken"]));
        Assert.Equal((0, ""), (secret.Password.Length, secret.RevealPassword()));
    }

    private static Manifest Secret(string space, string name, string? package, params (string Key, string Value)[] data) => new(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = space,
            ["labels"] = package is null ? null : new JsonObject { [SecretLabels.Offered] = "true", [SecretLabels.Package] = package },
        },
        ["data"] = new JsonObject(data.Select(entry =>
            KeyValuePair.Create(entry.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value))))),
    });
}
