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
    private readonly OwnerStandings _owners;

    /// <summary>Makes a collector; it belongs to one cluster.</summary>
    public GarbageCollectorActor()
    {
        _objects = new ServedObjects(Concerned);
        _owners = new OwnerStandings(_objects);
    }

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

        var item = _objects.Find(context, key);
        foreach (var uid in _known.TakeGone(key, item?.Uid ?? string.Empty))
        {
            await ExamineAllAsync(_objects.DependentsOf(context, uid), context, stop).ConfigureAwait(false);
        }

        if (item is not null)
        {
            await CollectAsync(item, context, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
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

    private async Task CollectAsync(Manifest item, ActorContext context, CancellationToken stop)
    {
        if (item.DeletionTimestamp.Length == 0)
        {
            await ExamineAsync(item, context, stop).ConfigureAwait(false);
            return;
        }

        var finalizers = FinalizerList.Of(item.Metadata).ToList();
        if (finalizers.Contains(FinalizerList.Foreground))
        {
            var dependents = _objects.DependentsOf(context, item.Uid);
            await ExamineAllAsync(dependents, context, stop).ConfigureAwait(false);
            if (!dependents.Any(dependent => Blocks(dependent, item.Uid)))
            {
                await ReleaseAsync(item, FinalizerList.Foreground, context, stop).ConfigureAwait(false);
            }
        }
        else if (finalizers.Contains(FinalizerList.Orphan))
        {
            foreach (var dependent in _objects.DependentsOf(context, item.Uid))
            {
                await ForgetAsync(dependent, [item.Uid], context, stop).ConfigureAwait(false);
            }

            await ReleaseAsync(item, FinalizerList.Orphan, context, stop).ConfigureAwait(false);
        }
    }

    private async Task ExamineAllAsync(IReadOnlyList<Manifest> dependents, ActorContext context, CancellationToken stop)
    {
        foreach (var dependent in dependents)
        {
            await ExamineAsync(dependent, context, stop).ConfigureAwait(false);
        }
    }

    private async Task ExamineAsync(Manifest item, ActorContext context, CancellationToken stop)
    {
        if (item.DeletionTimestamp.Length > 0 || !OwnerReferences.Of(item).Any())
        {
            return;
        }

        var owners = await _owners.OfAsync(item, context, stop).ConfigureAwait(false);
        if (owners[OwnerStanding.Solid].Any())
        {
            var gone = owners[OwnerStanding.Absent].Concat(owners[OwnerStanding.Leaving]).ToList();
            if (gone.Count > 0)
            {
                await ForgetAsync(item, gone, context, stop).ConfigureAwait(false);
            }

            return;
        }

        var waits = owners[OwnerStanding.Leaving].Any() && _objects.DependentsOf(context, item.Uid).Count > 0;
        await context.Api.DeleteAsync(
            ResourceReference.To(item), new DeletionOptions(waits ? DeletionPropagation.Foreground : PropagationOf(item), Uid: item.Uid), stop).ConfigureAwait(false);
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
