using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Secrets;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Values that are generated in the cluster, with several who generate them.</summary>
public abstract class GeneratedSecretContract(ApiUnderTest server)
{
    [Fact]
    public async Task Values_are_made_once_and_stay_when_the_manifest_is_applied_again()
    {
        var wanted = Wanted(await server.NamespaceAsync());
        var first = await GeneratedSecrets.CompleteAsync(server.Api, wanted, await ApplyAsync(wanted), CancellationToken.None);

        var again = await ApplyAsync(wanted);
        var second = await GeneratedSecrets.CompleteAsync(server.Api, wanted, again, CancellationToken.None);

        Assert.Equal(["key", "password", "username"], Data(first).Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.NotEqual((string?)Data(first)["key"], (string?)Data(first)["password"]);
        Assert.Same(again, second);
        Assert.True(JsonNode.DeepEquals(Data(first), Data(second)), "the values are others");
    }

    [Fact]
    public async Task Many_who_make_them_at_once_end_with_the_same()
    {
        var wanted = Wanted(await server.NamespaceAsync());
        var live = await ApplyAsync(wanted);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => GeneratedSecrets.CompleteAsync(server.Api, wanted, live, CancellationToken.None))));

        Assert.Single(made.Select(secret => Data(secret).ToJsonString()).Distinct());
    }

    [Fact]
    public async Task What_somebody_has_chosen_meanwhile_is_kept()
    {
        var wanted = Wanted(await server.NamespaceAsync());
        var live = await ApplyAsync(wanted);
        var chosen = ManifestPatch.Merge(new JsonObject { ["data"] = new JsonObject { ["password"] = "bWluZQ==" } });
        await server.Api.PatchAsync(Objects.To(live), chosen, new WriteOptions("somebody"), CancellationToken.None);

        var completed = await GeneratedSecrets.CompleteAsync(server.Api, wanted, live, CancellationToken.None);

        Assert.Equal("bWluZQ==", (string?)Data(completed)["password"]);
        Assert.NotNull((string?)Data(completed)["key"]);
    }

    [Fact]
    public async Task A_key_that_is_not_secret_begins_with_what_the_manifest_says()
    {
        var wanted = Wanted(await server.NamespaceAsync());
        wanted.Metadata!["annotations"]!["idpbuilder.io/generate"] = "owner = nobody=yet, key";

        var first = await GeneratedSecrets.CompleteAsync(server.Api, wanted, await ApplyAsync(wanted), CancellationToken.None);

        Assert.Equal("nobody=yet", Encoding.UTF8.GetString(Convert.FromBase64String((string)Data(first)["owner"]!)));
        Assert.NotNull((string?)Data(first)["key"]);
    }

    private static Manifest Wanted(string space) => Objects.Parse($$$"""
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"login","namespace":"{{{space}}}","annotations":{"idpbuilder.io/generate":"password, key"}},
         "data":{"username":"YWRtaW4="}}
        """);

    private static JsonObject Data(Manifest secret) => secret.Json["data"]!.AsObject();

    private Task<Manifest> ApplyAsync(Manifest manifest) => server.Api.ApplyAsync(manifest, new WriteOptions(Force: true), CancellationToken.None);
}
