using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Tests.Actors.Lifecycle;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>What a reconciliation wrote away must not be there for the next one, however late the watches are.</summary>
public sealed class ConsistentApiTests : IAsyncDisposable
{
    private static readonly GroupVersionKind Owner = new(string.Empty, "v1", "Owner");
    private static readonly ResourceReference TheOwner = new(Owner, "default", "o");

    private readonly UncollectedCluster _cluster = new("Owner");
    private readonly ClusterClock _clock = new(new PromptTime(longest: ClusterClock.LongJumpStillness));
    private readonly ActorDiagnostics _diagnostics = new();
    private readonly InformerSet _informers;
    private readonly ConsistentApi _api;

    public ConsistentApiTests()
    {
        var activity = new ClusterActivity(static () => { });
        _informers = new InformerSet(_cluster, new WorkQueue(activity, static _ => false), activity, _diagnostics, _clock);
        _api = new ConsistentApi(_cluster, _informers, _clock.Real);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ManifestPatch WithoutFinalizers => ManifestPatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } });

    public async ValueTask DisposeAsync()
    {
        await _informers.EndAsync();
        await _clock.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_lets_an_object_go_is_shown_when_it_is_gone(bool replaced)
    {
        _cluster.Put("Owner", "o", finalizers: "example.com/hold");
        await _cluster.DeleteAsync(TheOwner, DeletionOptions.Default, Stop);
        Assert.True(await _informers.Of(Owner).ReadyAsync(Stop));
        _cluster.Withhold("Owner");

        if (replaced)
        {
            var next = _cluster.Find("Owner", "o")!.Clone();
            next.Metadata!.Remove("finalizers");
            await _api.ReplaceAsync(next, WriteOptions.Default, Stop);
        }
        else
        {
            await _api.PatchAsync(TheOwner, WithoutFinalizers, WriteOptions.Default, Stop);
        }

        await ShownWhenDeliveredAsync();
    }

    [Fact]
    public async Task A_write_to_what_is_gone_is_over_when_the_cache_knows_of_it()
    {
        _cluster.Put("Owner", "o");
        Assert.True(await _informers.Of(Owner).ReadyAsync(Stop));
        _cluster.Withhold("Owner");
        await _cluster.DeleteAsync(TheOwner, DeletionOptions.Default, Stop);

        var failure = await Assert.ThrowsAsync<KubernetesApiException>(() => _api.PatchAsync(TheOwner, WithoutFinalizers, WriteOptions.Default, Stop));

        Assert.Equal(404, failure.Code);
        await ShownWhenDeliveredAsync();
    }

    [Fact]
    public async Task What_goes_while_it_is_reconciled_is_no_failure()
    {
        _cluster.Put("Owner", "o");
        var actor = new ScriptedActor(
            async (key, context, stop) =>
            {
                if (context.Cache.Find(key) is not null)
                {
                    _cluster.Withhold("Owner");
                    await _cluster.DeleteAsync(TheOwner, DeletionOptions.Default, stop);
                    await context.Api.PatchAsync(TheOwner, WithoutFinalizers, WriteOptions.Default, stop);
                }

                return Reconciliation.Done;
            },
            ActorWatch.On(Owner));
        await using var host = new ActorHost(_cluster, [actor], _clock, _cluster, _diagnostics);
        host.Start();
        await _cluster.Marks.ReachedAsync("patch Owner default/o");
        _cluster.Deliver("Owner");
        await host.SettledAsync(Stop);

        Assert.Empty(_diagnostics.Failures);
    }

    [Fact]
    public async Task A_pod_that_goes_before_it_is_bound_is_no_failure()
    {
        var cluster = new UncollectedCluster("Pod", "Event");
        var type = new GroupVersionKind(string.Empty, "v1", "Pod");
        cluster.Put("Pod", "p");
        var actor = new ScriptedActor(
            async (key, context, stop) =>
            {
                if (context.Cache.Find(key) is { } pod)
                {
                    cluster.Withhold("Pod");
                    await cluster.DeleteAsync(ResourceReference.To(pod), DeletionOptions.Default, stop);
                    var binding = new JsonObject { ["kind"] = "Binding", ["metadata"] = new JsonObject { ["namespace"] = pod.Namespace, ["name"] = pod.Name } };
                    await context.Api.CreateAsync(new Manifest(binding), WriteOptions.Default, stop);
                }

                return Reconciliation.Done;
            },
            ActorWatch.On(type));
        await using var host = new ActorHost(cluster, [actor], _clock, cluster, _diagnostics);
        host.Start();
        await cluster.Marks.ReachedAsync("create Binding default/p");
        cluster.Deliver("Pod");
        await host.SettledAsync(Stop);

        Assert.Empty(_diagnostics.Failures);
    }

    private async Task ShownWhenDeliveredAsync()
    {
        var settled = _api.SettleAsync(Stop);
        Assert.False(settled.IsCompleted);
        _cluster.Deliver("Owner");
        await settled;
        Assert.Null(_informers.Find(new ResourceKey(string.Empty, "Owner", "default", "o")));
    }
}
