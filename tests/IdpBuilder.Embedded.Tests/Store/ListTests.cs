using IdpBuilder.Tests.Http;

namespace IdpBuilder.Tests.Store;

public sealed class ListTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Pages_show_one_moment_whatever_happens_between_them()
    {
        using var client = await WithAsync("a", "b", "c", "d", "e");

        var first = (await client.GetAsync(ConfigMaps + "?limit=2")).Expect(200);
        (await client.DeleteAsync(ConfigMaps + "/d")).Expect(200);
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"bb"}}""")).Expect(201);
        var second = (await client.GetAsync($"{ConfigMaps}?limit=2&continue={first["metadata", "continue"]}")).Expect(200);
        var third = (await client.GetAsync($"{ConfigMaps}?limit=2&continue={second["metadata", "continue"]}")).Expect(200);

        Assert.Equal("3", first["metadata", "remainingItemCount"]);
        Assert.Equal(["a", "b", "c", "d", "e"], [.. NamesOf(first), .. NamesOf(second), .. NamesOf(third)]);
        Assert.Null(third["metadata", "continue"]);
        Assert.Equal(first["metadata", "resourceVersion"], third["metadata", "resourceVersion"]);
    }

    [Theory]
    [InlineData("labelSelector=app%3Dweb", "a b")]
    [InlineData("labelSelector=app!%3Dweb", "c d")]
    [InlineData("labelSelector=app%20in%20(web%2Capi)", "a b c")]
    [InlineData("labelSelector=app%20notin%20(web%2Capi)", "d")]
    [InlineData("labelSelector=app%2Ctier", "b")]
    [InlineData("labelSelector=!app", "d")]
    [InlineData("labelSelector=rank%3E1", "b")]
    [InlineData("fieldSelector=metadata.name%3Dc", "c")]
    [InlineData("fieldSelector=metadata.name!%3Dc%2Cmetadata.namespace%3Ddefault", "a b d")]
    [InlineData("labelSelector=app%3Dweb&fieldSelector=metadata.name%3Db", "b")]
    public async Task Selectors_choose(string query, string names)
    {
        using var client = new ApiClient();
        foreach (var (name, labels) in new[]
        {
            ("a", """{"app":"web","rank":"1"}"""), ("b", """{"app":"web","tier":"x","rank":"2"}"""), ("c", """{"app":"api"}"""), ("d", "{}"),
        })
        {
            (await client.PostAsync(ConfigMaps, $$$"""{"metadata":{"name":"{{{name}}}","labels":{{{labels}}}}}""")).Expect(201);
        }

        var answer = (await client.GetAsync($"{ConfigMaps}?{query}")).Expect(200);

        Assert.Equal(names, string.Join(' ', NamesOf(answer)));
    }

    [Theory]
    [InlineData("labelSelector=a%3D%3D%3Db")]
    [InlineData("labelSelector=app%20in%20(web")]
    [InlineData("labelSelector=-bad-%3Dx")]
    [InlineData("labelSelector=a%3Eb")]
    [InlineData("fieldSelector=spec.unknown%3Dx")]
    [InlineData("fieldSelector=x")]
    [InlineData("continue=nonsense")]
    [InlineData("limit=-1")]
    public async Task A_query_that_means_nothing_is_a_bad_request(string query)
    {
        using var client = new ApiClient();

        Assert.Equal("BadRequest", (await client.GetAsync($"{ConfigMaps}?{query}")).Expect(400)["reason"]);
    }

    [Fact]
    public async Task An_exact_version_shows_the_past()
    {
        using var client = await WithAsync("a");
        var then = (await client.GetAsync(ConfigMaps))["metadata", "resourceVersion"];
        (await client.DeleteAsync(ConfigMaps + "/a")).Expect(200);

        var past = (await client.GetAsync($"{ConfigMaps}?resourceVersion={then}&resourceVersionMatch=Exact")).Expect(200);

        Assert.Equal(["a"], NamesOf(past));
    }

    [Fact]
    public async Task A_version_that_does_not_exist_yet_is_refused()
    {
        using var client = new ApiClient();

        var answer = (await client.GetAsync(ConfigMaps + "?resourceVersion=999999")).Expect(504);

        Assert.Equal("ResourceVersionTooLarge", answer["details", "causes", "0", "reason"]);
    }

    [Fact]
    public async Task Items_of_built_in_lists_leave_out_their_type()
    {
        using var client = await WithAsync("a");

        var answer = (await client.GetAsync(ConfigMaps)).Expect(200);

        Assert.Equal("ConfigMapList", answer["kind"]);
        Assert.Null(answer["items", "0", "kind"]);
        Assert.Equal("a", answer["items", "0", "metadata", "name"]);
    }

    private static async Task<ApiClient> WithAsync(params string[] names)
    {
        var client = new ApiClient();
        foreach (var name in names)
        {
            (await client.PostAsync(ConfigMaps, $$$"""{"metadata":{"name":"{{{name}}}"}}""")).Expect(201);
        }

        return client;
    }

    private static string[] NamesOf(ApiAnswer list) =>
        list.Json["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.ToString()).ToArray();
}
