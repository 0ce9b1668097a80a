using System.Net;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Lists: selectors, pages, tables.</summary>
public abstract class ListContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IKubernetesApi _api = server.Api;

    [Theory]
    [InlineData("app=web", "", "a,b")]
    [InlineData("app==web,tier!=front", "", "b")]
    [InlineData("app in (web, db)", "", "a,b,c")]
    [InlineData("app notin (web)", "", "c,d")]
    [InlineData("tier", "", "a,b")]
    [InlineData("!app", "", "d")]
    [InlineData("", "metadata.name=c", "c")]
    [InlineData("", "metadata.name!=c", "a,b,d")]
    [InlineData("app=web", "metadata.name=b", "b")]
    public async Task Selectors_select(string labels, string fields, string expected)
    {
        var space = await server.NamespaceAsync();
        await CreateAsync(
            Objects.ConfigMap(space, "a").Labelled(("app", "web"), ("tier", "front")),
            Objects.ConfigMap(space, "b").Labelled(("app", "web"), ("tier", "back")),
            Objects.ConfigMap(space, "c").Labelled(("app", "db")),
            Objects.ConfigMap(space, "d"));

        var list = await _api.ListAsync(Objects.ConfigMapsIn(space, labels, fields), None);

        // A control plane may put a ConfigMap of its own into every namespace.
        Assert.Equal(expected, string.Join(',', list.Names().Where(name => name.Length == 1)));
    }

    [Fact]
    public async Task Items_bear_their_type_and_the_list_a_version()
    {
        var space = await server.NamespaceAsync();
        await CreateAsync(Objects.ConfigMap(space, "a"));

        var list = await _api.ListAsync(Objects.ConfigMapsIn(space), None);

        Assert.All(list.Items, item => Assert.Equal(Objects.ConfigMapType, item.GroupVersionKind));
        Assert.NotEmpty(list.ResourceVersion);
    }

    [Fact]
    public async Task Pages_show_one_moment_although_the_world_moves_on()
    {
        var space = await server.NamespaceAsync();
        await CreateAsync([.. Enumerable.Range(0, 7).Select(index => Objects.ConfigMap(space, $"page-{index}").Labelled(("page", "yes")))]);
        var path = $"/api/v1/namespaces/{space}/configmaps?labelSelector=page%3Dyes&limit=3";

        var (_, first) = await server.SendAsync(HttpMethod.Get, path);
        await CreateAsync(Objects.ConfigMap(space, "page-5a").Labelled(("page", "yes")));
        await _api.DeleteAsync(new ResourceReference(Objects.ConfigMapType, space, "page-6"), DeletionOptions.Default, None);
        var (_, second) = await server.SendAsync(HttpMethod.Get, $"{path}&continue={Continue(first)}");
        var (_, third) = await server.SendAsync(HttpMethod.Get, $"{path}&continue={Continue(second)}");

        Assert.Equal((3, 3, 1), (Count(first), Count(second), Count(third)));
        Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)third["metadata"]!["resourceVersion"]);
        Assert.Equal("page-6", (string?)third["items"]![0]!["metadata"]!["name"]);
        Assert.Null(third["metadata"]!["continue"]);
    }

    [Fact]
    public async Task A_page_token_that_is_none_is_a_bad_request()
    {
        var (code, status) = await server.SendAsync(HttpMethod.Get, "/api/v1/configmaps?limit=1&continue=nonsense");

        Assert.Equal((HttpStatusCode.BadRequest, "BadRequest"), (code, (string?)status["reason"]));
    }

    [Theory]
    [InlineData("labelSelector=a%20b%20c")]
    [InlineData("fieldSelector=data.k%3Dv")]
    public async Task A_selector_that_is_none_is_a_bad_request(string query)
    {
        var (code, _) = await server.SendAsync(HttpMethod.Get, $"/api/v1/configmaps?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Lists_come_as_tables_to_those_who_ask()
    {
        var space = await server.NamespaceAsync();
        await CreateAsync(Objects.ConfigMap(space, "a", ("x", "1"), ("y", "2")));

        var (_, table) = await server.SendAsync(
            HttpMethod.Get, $"/api/v1/namespaces/{space}/configmaps?fieldSelector=metadata.name%3Da", accept: "application/json;as=Table;v=v1;g=meta.k8s.io");

        Assert.Equal(("Table", "meta.k8s.io/v1"), ((string?)table["kind"], (string?)table["apiVersion"]));
        Assert.Equal(["Name", "Data", "Age"], table["columnDefinitions"]!.AsArray().Select(column => (string?)column!["name"]));
        var cells = table["rows"]![0]!["cells"]!.AsArray();
        Assert.Equal(("a", 2), ((string?)cells[0], (int?)cells[1]));
    }

    private static int Count(System.Text.Json.Nodes.JsonObject list) => list["items"]!.AsArray().Count;

    private static string Continue(System.Text.Json.Nodes.JsonObject list) => Uri.EscapeDataString((string)list["metadata"]!["continue"]!);

    private async Task CreateAsync(params Manifest[] manifests)
    {
        foreach (var manifest in manifests)
        {
            await _api.CreateAsync(manifest, WriteOptions.Default, None);
        }
    }
}
