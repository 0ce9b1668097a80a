using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Lifecycle;
using IdpBuilder.Embedded.Tests.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Lifecycle;

/// <summary>The end of a namespace while watches lag behind.</summary>
public sealed class NamespaceActorTests : IAsyncDisposable
{
    private readonly UncollectedCluster _cluster = new("Namespace", "Part");
    private readonly ClusterClock _clock = new(new PromptTime(longest: TimeSpan.FromSeconds(1)));
    private readonly ActorHost _host;

    public NamespaceActorTests() => _host = new ActorHost(_cluster, [new NamespaceActor()], _clock, _cluster);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _clock.DisposeAsync();
    }

    [Fact]
    public async Task A_namespace_goes_though_no_watch_ever_showed_what_kept_it()
    {
        _cluster.Put("Namespace", "default");
        _cluster.Put("Part", "p", finalizers: "example.com/hold");
        _cluster.Withhold("Part");
        _host.Start();
        await _cluster.Marks.ReachedAsync("watch Part");
        await _cluster.DeleteAsync(
            new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Namespace"), string.Empty, "default"), DeletionOptions.Default, CancellationToken.None);

        // Each look at the namespace lists twice; the second look follows the status that the first one wrote.
        await _cluster.Marks.ReachedAsync("list Part 4");
        _cluster.Release("Part", "p");
        _cluster.Deliver("Part");

        await _cluster.Marks.ReachedAsync("removed Namespace default");
    }
}
