using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Lifecycle;
using IdpBuilder.Embedded.Tests.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Lifecycle;

/// <summary>The collector while its watches lag behind, break or fail.</summary>
public sealed class GarbageCollectorTests : IAsyncDisposable
{
    private static readonly GroupVersionKind Owner = new(string.Empty, "v1", "Owner");
    private static readonly GroupVersionKind Part = new(string.Empty, "v1", "Part");

    private readonly UncollectedCluster _cluster = new("Owner", "Part", "Other");
    private readonly ClusterClock _clock = new(new PromptTime(longest: TimeSpan.FromSeconds(1)));
    private readonly ActorHost _host;

    public GarbageCollectorTests()
    {
        var audience = new ScriptedActor((_, _, _) => Task.FromResult(Reconciliation.Done), new ActorWatch(Owner, Shown), new ActorWatch(Part, Shown));
        _host = new ActorHost(_cluster, [new GarbageCollectorActor(), audience], _clock, _cluster);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _clock.DisposeAsync();
    }

    [Fact]
    public async Task Dependents_go_though_their_owner_went_before_every_type_was_listed()
    {
        _cluster.Withhold("Other");
        _host.Start();
        await ReachedAsync("watch Other");
        _cluster.Put("Part", "p", _cluster.Put("Owner", "o"));
        await ReachedAsync("shown Part default/p");

        await DeleteOwnerAsync(DeletionPropagation.Background);

        await ReachedAsync("removed Part default/p");
    }

    [Fact]
    public async Task What_failed_in_between_is_collected_all_the_same()
    {
        var refusals = 0;
        _cluster.Refuse = call => call == "delete Part default/p" && refusals++ == 0 ? UncollectedCluster.Failure(500) : null;
        _cluster.Put("Part", "p", _cluster.Put("Owner", "o"));
        await StartAsync();

        await DeleteOwnerAsync(DeletionPropagation.Background);

        await ReachedAsync("removed Part default/p");
        Assert.Equal(2, refusals);
    }

    [Fact]
    public async Task Dependents_go_though_no_watch_ever_showed_their_owner()
    {
        await StartAsync();
        _cluster.Withhold("Owner");
        _cluster.Put("Part", "p", _cluster.Put("Owner", "o"));
        await ReachedAsync("get Owner default/o");

        await DeleteOwnerAsync(DeletionPropagation.Background);
        _cluster.Break("Owner");

        await ReachedAsync("removed Part default/p");
    }

    [Fact]
    public async Task A_dependent_that_was_set_free_is_not_deleted_for_what_a_watch_showed_before()
    {
        _cluster.Put("Part", "p", _cluster.Put("Owner", "o"));
        await StartAsync();
        _cluster.Withhold("Part");
        _cluster.Put("Part", "p");

        await DeleteOwnerAsync(DeletionPropagation.Background);
        await ReachedAsync("delete Part default/p");
        _cluster.Deliver("Part");
        await _host.SettledAsync(Stop);

        Assert.NotNull(_cluster.Find("Part", "p"));
    }

    [Fact]
    public async Task An_owner_that_waits_for_its_dependents_waits_until_every_type_was_searched_for_them()
    {
        await LeaveBeforePartsAreListedAsync(DeletionPropagation.Foreground);

        await ReachedAsync("delete Part default/p");
        Assert.NotNull(_cluster.Find("Owner", "o"));
        _cluster.Release("Part", "p");
        await ReachedAsync("removed Owner default/o");
    }

    [Fact]
    public async Task An_owner_goes_without_its_dependents_only_when_every_type_was_searched_for_them()
    {
        await LeaveBeforePartsAreListedAsync(DeletionPropagation.Orphan);

        await ReachedAsync("removed Owner default/o");
        await _host.SettledAsync(Stop);
        var orphan = _cluster.Find("Part", "p")!;
        Assert.Empty(OwnerReferences.Of(orphan));
        Assert.Empty(orphan.DeletionTimestamp);
    }

    private async Task LeaveBeforePartsAreListedAsync(DeletionPropagation propagation)
    {
        _cluster.Withhold("Part");
        _cluster.Put("Part", "p", _cluster.Put("Owner", "o"), blocks: true, "example.com/hold");
        _host.Start();
        await ReachedAsync("watch Other");
        await DeleteOwnerAsync(propagation);
        await ReachedAsync("shown Owner default/o leaving");
        _cluster.Deliver("Part");
    }

    private IEnumerable<ResourceKey> Shown(Manifest manifest)
    {
        _cluster.Marks.Note($"shown {manifest}{(manifest.DeletionTimestamp.Length > 0 ? " leaving" : string.Empty)}");
        return [];
    }

    private Task ReachedAsync(string milestone) => _cluster.Marks.ReachedAsync(milestone);

    private async Task StartAsync()
    {
        _host.Start();
        await _host.SettledAsync(Stop);
    }

    private Task DeleteOwnerAsync(DeletionPropagation propagation) =>
        _cluster.DeleteAsync(new ResourceReference(Owner, "default", "o"), DeletionOptions.Default with { Propagation = propagation }, Stop);
}
