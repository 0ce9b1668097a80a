using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Waiting;

namespace IdpBuilder.Core.Tests.Waiting;

public sealed class SharedWatchesTests
{
    private static readonly GroupVersionKind Type = new("argoproj.io", "v1alpha1", "Workflow");
    private static readonly ResourceSelector All = new(Type, "demo");
    private static readonly WatchEvent Synced = new(WatchEventType.Synced, null, "1");

    private readonly ScriptedWatches _source = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_objects_of_a_namespace_are_one_watch_and_each_reader_sees_only_its_own()
    {
        var names = Enumerable.Range(0, 200).Select(number => $"run-{number}").ToArray();
        await using var shared = new SharedWatches(_source, names.Select(Named));
        using var synced = new CountdownEvent(names.Length);
        _source.Tell(All, [.. names.Select(name => Event(WatchEventType.Added, name)), Event(WatchEventType.Added, "stranger"), Synced]);
        var readers = names.Select(name => UntilAsync(shared, Named(name), $"Modified {name}", change => _ = change.Type == WatchEventType.Synced && synced.Signal())).ToArray();
        await Task.Run(() => synced.Wait(Stop), Stop);

        _source.Tell(All, names.Select(name => Event(WatchEventType.Modified, name)));

        var seen = await Task.WhenAll(readers);
        Assert.Equal(1, _source.Open);
        Assert.All(names.Zip(seen), pair => Assert.Equal([$"Added {pair.First}", "Synced ", $"Modified {pair.First}"], pair.Second));
    }

    [Fact]
    public async Task Who_comes_later_sees_what_is_there_first()
    {
        await using var shared = new SharedWatches(_source, [Named("a"), Named("b"), Named("c")]);
        _source.Tell(All, Event(WatchEventType.Added, "a"), Event(WatchEventType.Added, "b"), Synced);
        Assert.Equal(["Added b", "Synced "], await UntilAsync(shared, Named("b"), "Synced "));

        _source.Tell(All, Event(WatchEventType.Deleted, "b"), Event(WatchEventType.Added, "c"));
        await UntilAsync(shared, Named("c"), "Added c");

        Assert.Equal(["Added a", "Synced "], await UntilAsync(shared, Named("a"), "Synced "));
        Assert.Equal(["Synced "], await UntilAsync(shared, Named("b"), "Synced "));
    }

    [Fact]
    public async Task A_lost_connection_is_told_to_all_and_to_who_comes_while_it_lasts()
    {
        await using var shared = new SharedWatches(_source, [Named("a"), Named("b")]);
        _source.Tell(All, Synced, new WatchEvent(WatchEventType.Interrupted, null, "1", "cut"));
        Assert.Equal(["Synced ", "Interrupted "], await UntilAsync(shared, Named("a"), "Interrupted "));
        Assert.Equal(["Synced ", "Interrupted "], await UntilAsync(shared, Named("b"), "Interrupted "));

        _source.Tell(All, new WatchEvent(WatchEventType.Resumed, null, "2"), Event(WatchEventType.Added, "a"));
        await UntilAsync(shared, Named("a"), "Added a");
        _source.Tell(All, Event(WatchEventType.Modified, "a"));

        Assert.DoesNotContain("Interrupted ", await UntilAsync(shared, Named("a"), "Synced "));
    }

    [Fact]
    public async Task A_failure_ends_every_reader_and_those_that_come_after_it()
    {
        await using var shared = new SharedWatches(_source, [Named("a"), Named("b")]);
        _source.Break(All, new KubernetesApiException("Forbidden", FailureKind.Denied, 403, "Forbidden", "no"));

        foreach (var name in new[] { "a", "b", "a" })
        {
            await Assert.ThrowsAsync<KubernetesApiException>(() => UntilAsync(shared, Named(name), "never"));
        }
    }

    [Fact]
    public async Task One_reader_that_ends_leaves_the_others_their_watch_and_the_end_of_all_ends_it()
    {
        var shared = new SharedWatches(_source, [Named("a"), Named("b")]);
        _source.Tell(All, Event(WatchEventType.Added, "a"), Synced);
        await UntilAsync(shared, Named("a"), "Added a");

        _source.Tell(All, Event(WatchEventType.Added, "b"));

        await UntilAsync(shared, Named("b"), "Added b");
        Assert.Equal(1, _source.Open);
        await shared.DisposeAsync();
        Assert.Equal(0, _source.Open);
    }

    [Fact]
    public async Task A_single_name_and_every_other_selection_are_watched_as_they_are()
    {
        var pods = new ResourceSelector(new GroupVersionKind(string.Empty, "v1", "Pod"), "demo");
        await using var shared = new SharedWatches(_source, [Named("a"), pods, pods]);
        _source.Tell(Named("a"), Event(WatchEventType.Added, "a"));
        _source.Tell(pods, Event(WatchEventType.Added, "p"));

        Assert.Equal(["Added a"], await UntilAsync(shared, Named("a"), "Added a"));
        var seen = await Task.WhenAll(UntilAsync(shared, pods, "Added p"), UntilAsync(shared, pods, "Added p"));

        Assert.All(seen, one => Assert.Equal(["Added p"], one));
        Assert.Equal(2, _source.Open);
    }

    private static ResourceSelector Named(string name) => All with { FieldSelector = $"metadata.name={name}" };

    private static WatchEvent Event(WatchEventType type, string name)
    {
        var json = new JsonObject { ["apiVersion"] = "argoproj.io/v1alpha1", ["kind"] = "Workflow", ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "demo" } };
        return new WatchEvent(type, new Manifest(json), "1");
    }

    // What a reader has seen when it has seen the last.
    private static async Task<IReadOnlyList<string>> UntilAsync(SharedWatches shared, ResourceSelector selector, string last, Action<WatchEvent>? see = null)
    {
        var seen = new List<string>();
        await foreach (var change in shared.WatchAsync(selector, Stop))
        {
            see?.Invoke(change);
            seen.Add($"{change.Type} {change.Object?.Name}");
            if (seen[^1] == last)
            {
                break;
            }
        }

        return seen;
    }
}
