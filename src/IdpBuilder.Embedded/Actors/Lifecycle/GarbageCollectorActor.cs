using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Lifecycle;

/// <summary>Deletes objects whose owners are gone, and lets owners go when their dependents allow it: on a real API server, which leaves that to a controller.</summary>
internal sealed class GarbageCollectorActor : IActor
{
    private readonly ReplacedObjects _known = new();
    private readonly ServedObjects _objects;

    /// <summary>Makes a collector; it belongs to one cluster.</summary>
    public GarbageCollectorActor() => _objects = new ServedObjects(Concerned);

    /// <inheritdoc/>
    public string Name => "garbage-collector";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [ServedObjects.Changes];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (key == ServedObjects.Types)
        {
            await _objects.WatchAsync(context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        var item = ServedObjects.Find(context, key);
        var gone = _known.Gone(key, item?.Uid ?? string.Empty);
        var decided = await ExamineAllAsync([.. gone.SelectMany(context.Cache.ListOwned)], context, stop).ConfigureAwait(false);
        if (decided)
        {
            _known.Forget(key, gone);
        }

        decided &= item is null || await CollectAsync(item, context, stop).ConfigureAwait(false);
        return decided ? Reconciliation.Done : ServedObjects.UntilShown;
    }

    private IEnumerable<ResourceKey> Concerned(Manifest manifest)
    {
        _known.Note(manifest);
        yield return manifest.Key;

        // An owner that waits for its dependents; whether it has a namespace, the reference does not say.
        foreach (var owner in OwnerReferences.Of(manifest))
        {
            var type = GroupVersionKind.Of(NodePath.Text(owner, "apiVersion"), NodePath.Text(owner, "kind"));
            var name = NodePath.Text(owner, "name");
            yield return new ResourceKey(type.Group, type.Kind, manifest.Namespace, name);
            if (manifest.Namespace.Length > 0)
            {
                yield return new ResourceKey(type.Group, type.Kind, string.Empty, name);
            }
        }
    }

    // False when the watches have to show more first; so with the examinations.
    private async Task<bool> CollectAsync(Manifest item, ActorContext context, CancellationToken stop)
    {
        if (item.DeletionTimestamp.Length == 0)
        {
            return await ExamineAsync(item, context, stop).ConfigureAwait(false);
        }

        var finalizer = FinalizerList.Of(item.Metadata).FirstOrDefault(name => name is FinalizerList.Foreground or FinalizerList.Orphan);
        if (finalizer is null)
        {
            return true;
        }

        // A dependent that is not listed yet must not pass for none: the owner's end would let it go, or take it along.
        return _objects.AreListed && await LeaveAsync(item, finalizer, context, stop).ConfigureAwait(false);
    }

    private static async Task<bool> LeaveAsync(Manifest owner, string finalizer, ActorContext context, CancellationToken stop)
    {
        var dependents = context.Cache.ListOwned(owner.Uid);
        var decided = true;
        if (finalizer == FinalizerList.Foreground)
        {
            decided = await ExamineAllAsync(dependents, context, stop).ConfigureAwait(false);
            if (dependents.Any(dependent => Blocks(dependent, owner.Uid)))
            {
                return decided;
            }
        }
        else
        {
            foreach (var dependent in dependents)
            {
                await ForgetAsync(dependent, [owner.Uid], context, stop).ConfigureAwait(false);
            }
        }

        await ReleaseAsync(owner, finalizer, context, stop).ConfigureAwait(false);
        return decided;
    }

    private static async Task<bool> ExamineAllAsync(IReadOnlyList<Manifest> dependents, ActorContext context, CancellationToken stop)
    {
        var decided = true;
        foreach (var dependent in dependents)
        {
            decided &= await ExamineAsync(dependent, context, stop).ConfigureAwait(false);
        }

        return decided;
    }

    private static async Task<bool> ExamineAsync(Manifest item, ActorContext context, CancellationToken stop)
    {
        if (item.DeletionTimestamp.Length > 0 || !OwnerReferences.Of(item).Any())
        {
            return true;
        }

        var owners = await OwnerStandings.OfAsync(item, context, stop).ConfigureAwait(false);
        if (owners[OwnerStanding.Solid].Count > 0)
        {
            var gone = owners[OwnerStanding.Absent].Concat(owners[OwnerStanding.Leaving]).ToList();
            if (gone.Count > 0)
            {
                await ForgetAsync(item, gone, context, stop).ConfigureAwait(false);
            }

            return owners.AreShown;
        }

        // In the version that was looked at: whoever has freed the object since has saved it.
        var waits = owners[OwnerStanding.Leaving].Count > 0 && context.Cache.ListOwned(item.Uid).Count > 0;
        var options = new DeletionOptions(
            waits ? DeletionPropagation.Foreground : PropagationOf(item), Uid: item.Uid, ResourceVersion: item.ResourceVersion);
        await context.Api.DeleteAsync(ResourceReference.To(item), options, stop).ConfigureAwait(false);
        return true;
    }

    private static DeletionPropagation PropagationOf(Manifest item) =>
        FinalizerList.Of(item.Metadata).Contains(FinalizerList.Orphan) ? DeletionPropagation.Orphan
        : FinalizerList.Of(item.Metadata).Contains(FinalizerList.Foreground) ? DeletionPropagation.Foreground
        : DeletionPropagation.Background;

    private static bool Blocks(Manifest dependent, string uid) => OwnerReferences.Of(dependent)
        .Any(owner => NodePath.Text(owner, "uid") == uid && owner["blockOwnerDeletion"] is JsonValue blocks && blocks.TryGetValue(out bool does) && does);

    private static Task ForgetAsync(Manifest dependent, IReadOnlyCollection<string> owners, ActorContext context, CancellationToken stop)
    {
        var kept = OwnerReferences.Of(dependent).Where(owner => !owners.Contains(NodePath.Text(owner, "uid"))).Select(owner => owner.DeepClone());
        return PatchAsync(dependent, new JsonObject { ["ownerReferences"] = new JsonArray([.. kept]) }, context, stop);
    }

    private static Task ReleaseAsync(Manifest owner, string finalizer, ActorContext context, CancellationToken stop)
    {
        var kept = FinalizerList.Of(owner.Metadata).Where(name => name != finalizer).Select(name => (JsonNode)JsonValue.Create(name));
        return PatchAsync(owner, new JsonObject { ["finalizers"] = new JsonArray([.. kept]) }, context, stop);
    }

    // With the version that was looked at: whoever has changed the object since is not overruled.
    private static Task PatchAsync(Manifest item, JsonObject metadata, ActorContext context, CancellationToken stop)
    {
        metadata["uid"] = item.Uid;
        metadata["resourceVersion"] = item.ResourceVersion;
        return context.Api.PatchAsync(
            ResourceReference.To(item), ManifestPatch.Merge(new JsonObject { ["metadata"] = metadata }), WriteOptions.Default, stop);
    }
}
