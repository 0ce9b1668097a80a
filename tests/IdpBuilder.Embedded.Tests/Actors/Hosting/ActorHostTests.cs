using System.Collections.Concurrent;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

public sealed class ActorHostTests : IAsyncDisposable
{
    private static readonly GroupVersionKind Owner = new(string.Empty, "v1", "Owner");
    private static readonly GroupVersionKind Part = new(string.Empty, "v1", "Part");
    private static readonly GroupVersionKind Widget = new("example.com", "v1", "Widget");

    private readonly SimpleCluster _cluster = new("Owner", "Part", "Event");
    private readonly ActorDiagnostics _diagnostics = new();
    private readonly ClusterClock _clock = new(new PromptTime(longest: ClusterClock.LongJumpStillness));
    private readonly ConcurrentQueue<string> _seen = new();
    private ActorHost? _host;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _clock.DisposeAsync();
    }

    [Fact]
    public async Task What_exists_and_what_changes_is_reconciled()
    {
        await CreateAsync("Owner", "a");
        Run((key, context) => Saw($"{key.Name}:{context.Cache.Find(key)?.ResourceVersion ?? "gone"}"), ActorWatch.On(Owner));
        await _host!.SettledAsync(Stop);
        Assert.Equal(["a:2"], _seen);

        await CreateAsync("Owner", "a");
        await _host.SettledAsync(Stop);
        await _cluster.DeleteAsync(new ResourceReference(Owner, "default", "a"), DeletionOptions.Default, Stop);
        await _host.SettledAsync(Stop);

        Assert.Equal(["a:2", "a:3", "a:gone"], _seen);
    }

    [Fact]
    public async Task A_dependent_reconciles_the_owner_it_has_and_the_one_it_had()
    {
        Run((key, _) => Saw(key.Name), new ActorWatch(Part, part => [new ResourceKey(string.Empty, "Owner", "default", part.Label("owner")!)]));
        await CreateAsync("Part", "p", owner: "old");
        await _host!.SettledAsync(Stop);
        await CreateAsync("Part", "p", owner: "new");
        await _host.SettledAsync(Stop);

        Assert.Equal(["new", "old", "old"], _seen.Order());
    }

    [Fact]
    public async Task A_key_is_never_reconciled_twice_at_once_and_no_change_is_missed()
    {
        var inside = 0;
        var last = string.Empty;
        Run(
            async (key, context, stop) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                last = context.Cache.Find(key)!.ResourceVersion;
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                return Reconciliation.Done;
            },
            ActorWatch.On(Owner));
        for (var write = 0; write < 200; write++)
        {
            await CreateAsync("Owner", "a");
        }

        await _host!.SettledAsync(Stop);

        Assert.Equal("201", last);
        Assert.Empty(_diagnostics.Failures);
    }

    [Fact]
    public async Task No_timer_fires_while_a_committed_change_is_unseen()
    {
        Run(
            (key, context) =>
            {
                Saw($"{key.Name} at {context.Clock.GetUtcNow():ss}");
                return key.Name == "waiting" && context.Clock.GetUtcNow().Second == 0 ? Reconciliation.After(TimeSpan.FromSeconds(10)) : Reconciliation.Done;
            },
            ActorWatch.On(Owner), ActorWatch.On(Part));
        await _host!.SettledAsync(Stop);
        _cluster.Withhold();
        await CreateAsync("Owner", "waiting");
        await CreateAsync("Part", "unseen");
        _clock.Nudge();
        var settled = _host.SettledAsync(Stop);
        Assert.False(settled.IsCompleted);
        _cluster.Deliver();
        await settled;

        Assert.Equal(["unseen at 00", "waiting at 00", "waiting at 10"], _seen.OrderBy(text => text[^2..]).ThenBy(text => text));
    }

    [Fact]
    public async Task The_latest_reconciliation_says_when_the_next_one_is()
    {
        Run(
            (key, context) =>
            {
                Saw($"{context.Clock.GetUtcNow():ss}");
                return _seen.Count == 1 ? Reconciliation.After(TimeSpan.FromSeconds(30)) : Reconciliation.WhenDue(TimeSpan.FromSeconds(1));
            },
            ActorWatch.On(Owner));
        _cluster.Withhold();
        await CreateAsync("Owner", "a");
        _cluster.Deliver();
        await _host!.SettledAsync(Stop);

        Assert.Equal(["00", "30"], _seen);
    }

    [Fact]
    public async Task A_conflict_is_tried_again_at_once_and_told_to_nobody()
    {
        var tries = 0;
        Run(
            (_, context) => tries++ < 2 ? throw Failure(409) : Saw($"{context.Clock.GetUtcNow():ss.fff}"),
            ActorWatch.On(Owner));
        await CreateAsync("Owner", "a");
        await _host!.SettledAsync(Stop);

        Assert.Equal(["00.000"], _seen);
        Assert.Empty(_diagnostics.Failures);
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_after_longer_and_longer_waits()
    {
        var tries = 0;
        Run(
            (_, context) => tries++ < 3 ? throw Failure(500) : Saw($"{context.Clock.GetUtcNow():ss.fff}"),
            ActorWatch.On(Owner));
        await CreateAsync("Owner", "a");
        await _host!.SettledAsync(Stop);

        Assert.Equal(["00.350"], _seen);
        Assert.Equal([1, 2, 3], _diagnostics.Failures.Select(failure => failure.Attempt));
        Assert.All(_diagnostics.Failures, failure => Assert.Equal("scripted-actor", failure.Actor));
        Assert.Equal("ReconciliationFailed", Assert.Single(_cluster.All("Event")).Json["reason"]!.ToString());
    }

    [Fact]
    public async Task What_keeps_failing_is_a_problem_until_it_succeeds()
    {
        var broken = true;
        await CreateAsync("Owner", "a");
        Run((key, _) => broken ? throw Failure(500) : Saw(key.Name), ActorWatch.On(Owner));
        await _host!.SettledAsync(Stop);
        Assert.Matches(@"^scripted-actor on .*a.* \(\d+ times\): It failed\.$", Assert.Single(_diagnostics.Lasting).ToString());

        broken = false;
        await CreateAsync("Owner", "a");
        await _host.SettledAsync(Stop);

        Assert.Empty(_diagnostics.Lasting);
        Assert.NotEmpty(_diagnostics.Failures);
    }

    [Fact]
    public async Task What_fails_for_ever_does_not_make_time_race()
    {
        Run((_, _) => throw Failure(500), ActorWatch.On(Owner));
        await CreateAsync("Owner", "a");
        await _host!.SettledAsync(Stop);

        Assert.InRange(_clock.Skipped, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task What_a_reconciliation_wrote_the_next_one_sees()
    {
        Run(
            async (key, context, stop) =>
            {
                if (context.Cache.List(string.Empty, "Part", "default").Count < 3)
                {
                    await context.Api.CreateAsync(SimpleCluster.Object("Part", $"part-{Guid.NewGuid()}", key.Name), WriteOptions.Default, stop);
                    await context.Api.CreateAsync(SimpleCluster.Object("Part", $"part-{Guid.NewGuid()}", key.Name), WriteOptions.Default, stop);
                    return Reconciliation.After(TimeSpan.Zero);
                }

                return Reconciliation.Done;
            },
            ActorWatch.On(Owner), new ActorWatch(Part, part => [new ResourceKey(string.Empty, "Owner", "default", part.Label("owner")!)]));
        await CreateAsync("Owner", "a");
        await _host!.SettledAsync(Stop);

        Assert.Equal(4, _cluster.All("Part").Count);
    }

    [Fact]
    public async Task A_type_is_picked_up_when_a_definition_brings_it()
    {
        Run((key, _) => Saw(key.ToString()), ActorWatch.On(Widget));
        await _host!.SettledAsync(Stop);
        Assert.Empty(_host.Cache.List("example.com", "Widget"));

        await DefineWidgetAsync();
        await _cluster.CreateAsync(SimpleCluster.Object("Widget", "w", group: "example.com"), WriteOptions.Default, Stop);
        await _host.SettledAsync(Stop);

        Assert.Equal(["example.com/Widget/default/w"], _seen);
    }

    [Fact]
    public async Task An_actor_may_watch_one_more_type_while_it_works()
    {
        var served = new ConcurrentQueue<bool>();
        Run(
            async (key, context, stop) =>
            {
                Saw(key.Name);
                served.Enqueue(await context.WatchAsync(Part, part => [new ResourceKey(string.Empty, "Owner", "default", part.Label("owner")!)], stop));
                served.Enqueue(await context.WatchAsync(Widget, _ => [], stop));
                return Reconciliation.Done;
            },
            ActorWatch.On(Owner));
        await CreateAsync("Part", "p", owner: "a");
        await CreateAsync("Owner", "a");
        await _host!.SettledAsync(Stop);
        Assert.Equal([true, false], served.Take(2));
        Assert.NotNull(_host.Cache.Find(new ResourceKey(string.Empty, "Part", "default", "p")));
        var before = _seen.Count;

        await CreateAsync("Part", "p", owner: "a");
        await _host.SettledAsync(Stop);

        Assert.Equal(before + 1, _seen.Count);
    }

    [Fact]
    public async Task Nothing_runs_any_more_once_the_host_is_disposed()
    {
        var running = new TaskCompletionSource();
        var ended = false;
        Run(
            async (_, _, stop) =>
            {
                running.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                }
                finally
                {
                    ended = true;
                }

                return Reconciliation.Done;
            },
            ActorWatch.On(Owner));
        await CreateAsync("Owner", "a");
        await running.Task;

        await _host!.DisposeAsync();

        Assert.True(ended);
        _host = null;
    }

    [Fact]
    public async Task A_type_that_nobody_watches_cannot_be_looked_up()
    {
        Run((_, _) => Reconciliation.Done, ActorWatch.On(Owner));

        Assert.Throws<InvalidOperationException>(() => _host!.Cache.List(string.Empty, "Part"));
        await _host!.SettledAsync(Stop);
    }

    private static KubernetesApiException Failure(int code) =>
        new("Failed", FailureKind.Failed, code, code == 409 ? "Conflict" : "InternalError", "It failed.");

    private Reconciliation Saw(string what)
    {
        _seen.Enqueue(what);
        return Reconciliation.Done;
    }

    private async Task DefineWidgetAsync()
    {
        _cluster.Serve("example.com", "Widget");
        var definition = SimpleCluster.Object("CustomResourceDefinition", "widgets.example.com", group: "apiextensions.k8s.io");
        definition.Json["spec"] = new System.Text.Json.Nodes.JsonObject
        {
            ["group"] = "example.com",
            ["names"] = new System.Text.Json.Nodes.JsonObject { ["kind"] = "Widget" },
        };
        await _cluster.CreateAsync(definition, WriteOptions.Default, Stop);
    }

    private Task CreateAsync(string kind, string name, string owner = "") =>
        _cluster.CreateAsync(SimpleCluster.Object(kind, name, owner), WriteOptions.Default, Stop);

    private void Run(Func<ResourceKey, ActorContext, Reconciliation> reconcile, params ActorWatch[] watches) =>
        Run((key, context, _) => Task.FromResult(reconcile(key, context)), watches);

    private void Run(Func<ResourceKey, ActorContext, CancellationToken, Task<Reconciliation>> reconcile, params ActorWatch[] watches)
    {
        _host = new ActorHost(_cluster, [new ScriptedActor(reconcile, watches)], _clock, _cluster, _diagnostics);
        _host.Start();
    }
}
