using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Tests.Store;

public sealed class ObjectStoreTests
{
    private static readonly ResourceId Things = new("example.com", "things");

    [Fact]
    public void A_write_based_on_an_old_version_is_refused()
    {
        var store = new ObjectStore();
        var first = Write(store, "a", null)!.Object;
        var second = Write(store, "a", first)!.Object;

        Assert.Null(Write(store, "a", first));
        Assert.NotNull(Write(store, "a", second));
    }

    [Fact]
    public void A_watch_from_before_the_history_is_refused_and_one_from_its_beginning_is_not()
    {
        var store = new ObjectStore(historyLength: 3);
        var revisions = Enumerable.Range(0, 5).Select(index => Write(store, $"a{index}", null)!.Revision).ToArray();

        Assert.Null(store.TryFollow(Things, null, revisions[0]));
        using var feed = store.TryFollow(Things, null, revisions[1]);
        Assert.Equal(["a2", "a3", "a4"], Drain(feed!));
        Assert.Null(store.ReadAt(Things, revisions[0]));
        Assert.Equal(3, store.ReadAt(Things, revisions[2])!.State.Count);
    }

    [Fact]
    public void A_watcher_that_never_reads_holds_nobody_up_and_is_cut_off()
    {
        var store = new ObjectStore(historyLength: 1);
        using var feed = store.TryFollow(Things, null, store.Revision)!;

        for (var index = 0; index < 70_000; index++)
        {
            store.PublishBookmark(feed);
        }

        Drain(feed);
        Assert.True(feed.Changes.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_version_that_was_replaced_reads_as_it_did_with_and_without_bytes_made_before()
    {
        var store = new ObjectStore();
        var first = Write(store, "a", null)!.Object!;
        var before = first.Json.ToJsonString();
        var second = Write(store, "a", first)!.Object!;
        _ = second.Encode(ApiVersionView.Renaming("example.com/v2"));
        var change = Write(store, "a", second)!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(before), first.Json));
        Assert.Same(second, change.Previous);
        Assert.Equal("example.com/v1", second.Json["apiVersion"]!.GetValue<string>());
        Assert.Equal(second.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), second.Metadata!["resourceVersion"]!.GetValue<string>());
        Assert.StartsWith(
            """{"kind":"Thing","apiVersion":"example.com/v1",""",
            System.Text.Encoding.UTF8.GetString(first.Encode(ApiVersionView.Renaming("example.com/v1")).Utf8), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_made_once_per_version_of_the_API()
    {
        var store = new ObjectStore();
        var item = Write(store, "a", null)!.Object!;
        var view = ApiVersionView.Renaming("example.com/v2");

        Assert.Same(item.Encode(view), item.Encode(view));
        Assert.StartsWith("""{"kind":"Thing","apiVersion":"example.com/v2",""", System.Text.Encoding.UTF8.GetString(item.Encode(view).Utf8), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        var store = new ObjectStore();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var index = 0; index < 250; index++)
            {
                Assert.NotNull(Write(store, $"w{writer}-{index}", null));
            }
        })));

        Assert.Equal(1000, store.Read(Things).State.Count);
        Assert.Equal(store.Revision, store.LatestRevision(Things));
    }

    private static Change? Write(ObjectStore store, string name, StoredObject? seen) => store.TryWrite(
        new ObjectAddress(Things, string.Empty, name), seen,
        new JsonObject { ["apiVersion"] = "example.com/v1", ["kind"] = "Thing", ["metadata"] = new JsonObject { ["name"] = name, ["uid"] = name } });

    private static List<string> Drain(ChangeFeed feed)
    {
        var names = new List<string>();
        while (feed.Changes.TryRead(out var change))
        {
            names.Add(change.Object?.Address.Name ?? string.Empty);
        }

        return names;
    }
}
