using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Empties a namespace that is being deleted, and lets it go when nothing is left in it: on a real API server, which leaves that to a controller.</summary>
internal sealed class NamespaceActor : IActor
{
    private const string Finalizer = "kubernetes";

    private readonly ConcurrentDictionary<string, bool> _terminating = new(StringComparer.Ordinal);
    private readonly ServedObjects _objects;

    /// <summary>Makes an actor; it belongs to one cluster.</summary>
    public NamespaceActor() => _objects = new ServedObjects(Concerned);

    /// <inheritdoc/>
    public string Name => "namespace-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ActorWatch.On(WorkloadKinds.Namespace), ServedObjects.Changes];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (key == ServedObjects.Types)
        {
            await _objects.WatchAsync(context, stop).ConfigureAwait(false);
        }
        else if (context.Cache.Find(key) is not { DeletionTimestamp.Length: > 0 } space)
        {
            _terminating.TryRemove(key.Name, out _);
        }
        else if (Finalizers(space).Contains(Finalizer))
        {
            _terminating[key.Name] = true;
            return await EmptyAsync(space, context, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    private static IEnumerable<string> Finalizers(Manifest space) => FinalizerList.Of(space.Spec);

    private IEnumerable<ResourceKey> Concerned(Manifest manifest) => _terminating.ContainsKey(manifest.Namespace)
        ? [new ResourceKey(string.Empty, "Namespace", string.Empty, manifest.Namespace)]
        : [];

    private static async Task<Reconciliation> EmptyAsync(Manifest space, ActorContext context, CancellationToken stop)
    {
        var remaining = await DeleteAllAsync(space.Name, refresh: false, context, stop).ConfigureAwait(false);
        if (remaining.Count == 0)
        {
            // Objects of a type that was defined a moment ago are not to be left behind.
            remaining = await DeleteAllAsync(space.Name, refresh: true, context, stop).ConfigureAwait(false);
        }

        if (remaining.Count == 0)
        {
            await FinalizeAsync(space, context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        var status = StatusUpdate.Begin(space);
        if (status["conditions"] is null)
        {
            status["conditions"] = RemainingContent.Conditions(
                remaining.Select(one => (one.Type.Plural, one.Type.Type.Group, one.Objects.Count)),
                remaining.SelectMany(one => one.Objects).SelectMany(item => FinalizerList.Of(item.Metadata)),
                ClusterTime.Text(context.Clock.GetUtcNow()));
            await StatusUpdate.WriteAsync(context, space, status, stop).ConfigureAwait(false);
        }

        // Of an object that the watches have not shown they may never show the end either.
        return remaining.SelectMany(one => one.Objects).All(item => ServedObjects.Find(context, item.Key)?.Uid == item.Uid)
            ? Reconciliation.Done
            : ServedObjects.UntilShown;
    }

    // Asked of the cluster, not of the cache: what is missing there may still be there.
    private static async Task<IReadOnlyList<(ApiResource Type, IReadOnlyList<Manifest> Objects)>> DeleteAllAsync(
        string space, bool refresh, ActorContext context, CancellationToken stop)
    {
        var remaining = new List<(ApiResource, IReadOnlyList<Manifest>)>();
        var served = await context.Api.DiscoverAsync(refresh, stop).ConfigureAwait(false);
        foreach (var type in served
            .Where(type => type.Namespaced && type.Verbs.Contains("list") && type.Verbs.Contains("delete"))
            .DistinctBy(type => (type.Type.Group, type.Plural)))
        {
            if (await DeleteAllAsync(type, space, context, stop).ConfigureAwait(false) is { Count: > 0 } left)
            {
                remaining.Add((type, left));
            }
        }

        return remaining;
    }

    // What is left of the objects of a type after all have been told to go.
    private static async Task<IReadOnlyList<Manifest>> DeleteAllAsync(ApiResource type, string space, ActorContext context, CancellationToken stop)
    {
        var selector = new ResourceSelector(type.Type, space);
        var list = await context.Api.ListAsync(selector, stop).ConfigureAwait(false);
        if (list.Items.Count == 0)
        {
            return list.Items;
        }

        foreach (var item in list.Items.Where(item => item.DeletionTimestamp.Length == 0))
        {
            await context.Api.DeleteAsync(ResourceReference.To(item), DeletionOptions.Default with { Uid = item.Uid }, stop).ConfigureAwait(false);
        }

        return (await context.Api.ListAsync(selector, stop).ConfigureAwait(false)).Items;
    }

    private static Task FinalizeAsync(Manifest space, ActorContext context, CancellationToken stop)
    {
        var next = space.Clone();
        var kept = Finalizers(space).Where(name => name != Finalizer).Select(name => (JsonNode)JsonValue.Create(name));
        next.Spec!["finalizers"] = new JsonArray([.. kept]);
        return context.Api.ReplaceAsync(next, new WriteOptions(Subresource: "finalize"), stop);
    }
}
