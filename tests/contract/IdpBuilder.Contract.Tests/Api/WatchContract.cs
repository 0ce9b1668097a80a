using System.Net;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>Watches: order, resumption, selection.</summary>
public abstract class WatchContract(ApiUnderTest server)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly IKubernetesApi _api = server.Api;

    [Fact]
    public async Task What_exists_is_told_then_every_change_in_order()
    {
        var space = await server.NamespaceAsync();
        await _api.CreateAsync(Objects.ConfigMap(space, "a", ("k", "1")), WriteOptions.Default, None);
        await using var watch = Watch(Objects.ConfigMapsIn(space, fields: "metadata.name=a"));
        Assert.Equal(["Added 1", "Synced "], await ReadAsync(watch, 2));

        for (var value = 2; value < 5; value++)
        {
            await _api.ApplyAsync(Objects.ConfigMap(space, "a", ("k", $"{value}")), new WriteOptions(Force: true), None);
        }

        await _api.DeleteAsync(new ResourceReference(Objects.ConfigMapType, space, "a"), DeletionOptions.Default, None);

        Assert.Equal(["Modified 2", "Modified 3", "Modified 4", "Deleted 4"], await ReadAsync(watch, 4));
    }

    [Fact]
    public async Task An_object_that_leaves_or_enters_a_selection_is_deleted_or_added_for_it()
    {
        var space = await server.NamespaceAsync();
        await using var watch = Watch(Objects.ConfigMapsIn(space, labels: "shown=yes"));
        Assert.Equal(["Synced "], await ReadAsync(watch, 1));

        var created = await _api.CreateAsync(Objects.ConfigMap(space, "a", ("k", "1")), WriteOptions.Default, None);
        await LabelAsync(created, "yes");
        await LabelAsync(created, "no");
        await LabelAsync(created, "yes");

        Assert.Equal(["Added 1", "Deleted 1", "Added 1"], await ReadAsync(watch, 3));
    }

    [Fact]
    public async Task A_watch_from_a_version_tells_everything_after_it_and_nothing_before()
    {
        var space = await server.NamespaceAsync();
        await _api.CreateAsync(Objects.ConfigMap(space, "before"), WriteOptions.Default, None);
        var version = (await _api.ListAsync(Objects.ConfigMapsIn(space), None)).ResourceVersion;
        await _api.CreateAsync(Objects.ConfigMap(space, "after-1"), WriteOptions.Default, None);
        await _api.CreateAsync(Objects.ConfigMap(space, "after-2"), WriteOptions.Default, None);

        var events = await RawAsync(space, $"resourceVersion={version}", 2);

        Assert.Equal(["ADDED after-1", "ADDED after-2"], events);
    }

    [Fact]
    public async Task A_watch_from_nothing_tells_what_exists_first()
    {
        var space = await server.NamespaceAsync();
        await _api.CreateAsync(Objects.ConfigMap(space, "a"), WriteOptions.Default, None);

        Assert.Equal(["ADDED a"], await RawAsync(space, "fieldSelector=metadata.name%3Da", 1));
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_up_and_tells_nothing_but_bookmarks_when_nothing_happens()
    {
        var space = await server.NamespaceAsync();
        var version = (await _api.ListAsync(Objects.ConfigMapsIn(space), None)).ResourceVersion;
        using var request = Authorized(
            $"/api/v1/namespaces/{space}/configmaps?watch=true&resourceVersion={version}&timeoutSeconds=1&allowWatchBookmarks=true&labelSelector=a%3Db");

        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Equal("BOOKMARK", (string?)JsonNode.Parse(line)!["type"]));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_version_that_is_none_is_refused(string watch)
    {
        var (code, status) = await server.SendAsync(HttpMethod.Get, $"/api/v1/configmaps?watch={watch}&resourceVersion=nonsense");

        // Every version blames itself.
        Assert.Equal((HttpStatusCode.InternalServerError, null), (code, (string?)status["reason"]));
        Assert.Equal("resourceVersion: Invalid value: \"nonsense\": strconv.ParseUint: parsing \"nonsense\": invalid syntax", (string?)status["message"]);
    }

    private static async Task<string[]> ReadAsync(IAsyncEnumerator<WatchEvent> watch, int count)
    {
        var events = new List<string>();
        while (events.Count < count && await watch.MoveNextAsync())
        {
            if (watch.Current.Type != WatchEventType.Bookmark)
            {
                events.Add($"{watch.Current.Type} {watch.Current.Object?.Text("data", "k")}");
            }
        }

        return [.. events];
    }

    private async Task<string[]> RawAsync(string space, string query, int count)
    {
        using var request = Authorized($"/api/v1/namespaces/{space}/configmaps?watch=true&timeoutSeconds=30&{query}");
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var events = new List<string>();
        while (events.Count < count && await reader.ReadLineAsync() is { } line)
        {
            var change = JsonNode.Parse(line)!;
            events.Add($"{change["type"]} {change["object"]!["metadata"]!["name"]}");
        }

        return [.. events];
    }

    private HttpRequestMessage Authorized(string path) => new(HttpMethod.Get, path)
    {
        Headers = { Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", server.Token) },
    };

    private IAsyncEnumerator<WatchEvent> Watch(ResourceSelector selector) => _api.WatchAsync(selector, None).GetAsyncEnumerator();

    private Task<Manifest> LabelAsync(Manifest manifest, string shown) => _api.PatchAsync(
        Objects.To(manifest),
        ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["shown"] = shown } } }),
        WriteOptions.Default,
        None);
}
