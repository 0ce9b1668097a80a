namespace IdpBuilder.Tests.Http;

public sealed class WatchTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_watch_without_a_version_shows_what_is_there_and_then_every_change()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);

        using var watch = await client.WatchAsync(ConfigMaps + "?watch=true");
        Assert.Equal("ADDED a", await watch.NextLineAsync());
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"b"}}""")).Expect(201);
        (await client.PutAsync(ConfigMaps + "/b", """{"metadata":{"name":"b"},"data":{"k":"v"}}""")).Expect(200);
        (await client.DeleteAsync(ConfigMaps + "/b")).Expect(200);

        Assert.Equal("ADDED b", await watch.NextLineAsync());
        Assert.Equal("MODIFIED b", await watch.NextLineAsync());
        Assert.Equal("DELETED b", await watch.NextLineAsync());
    }

    [Fact]
    public async Task A_watch_resumes_exactly_after_a_version()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);
        var list = (await client.GetAsync(ConfigMaps)).Expect(200);
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"b"}}""")).Expect(201);
        (await client.DeleteAsync(ConfigMaps + "/a")).Expect(200);

        using var watch = await client.WatchAsync($"{ConfigMaps}?watch=1&resourceVersion={list["metadata", "resourceVersion"]}");

        Assert.Equal("ADDED b", await watch.NextLineAsync());
        Assert.Equal("DELETED a", await watch.NextLineAsync());
    }

    [Fact]
    public async Task An_object_that_stops_matching_a_selector_is_deleted_for_its_watcher()
    {
        using var client = new ApiClient();
        using var watch = await client.WatchAsync(ConfigMaps + "?watch=1&labelSelector=app%3Dweb");
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);
        (await client.PutAsync(ConfigMaps + "/a", """{"metadata":{"name":"a","labels":{"app":"web"}}}""")).Expect(200);
        var gone = (await client.PutAsync(ConfigMaps + "/a", """{"metadata":{"name":"a"}}""")).Expect(200);

        Assert.Equal("ADDED a", await watch.NextLineAsync());
        var departed = await watch.NextAsync();

        Assert.Equal("DELETED", departed!["type"]!.ToString());
        Assert.Equal("web", departed["object"]!["metadata"]!["labels"]!["app"]!.ToString());
        Assert.Equal(gone["metadata", "resourceVersion"], departed["object"]!["metadata"]!["resourceVersion"]!.ToString());
    }

    [Fact]
    public async Task Initial_events_end_with_an_annotated_bookmark()
    {
        using var client = new ApiClient();
        (await client.PostAsync(ConfigMaps, """{"metadata":{"name":"a"}}""")).Expect(201);

        using var watch = await client.WatchAsync(
            ConfigMaps + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        Assert.Equal("ADDED a", await watch.NextLineAsync());
        var bookmark = await watch.NextAsync();
        Assert.Equal("BOOKMARK", bookmark!["type"]!.ToString());
        Assert.Equal("true", bookmark["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString());
        Assert.Equal(client.Api.Revision.ToString(), bookmark["object"]!["metadata"]!["resourceVersion"]!.ToString());
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_over()
    {
        using var client = new ApiClient();
        using var watch = await client.WatchAsync(ConfigMaps + "?watch=1&timeoutSeconds=1");

        Assert.Equal("end", await watch.NextLineAsync());
    }
}
