using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Storage;

/// <summary>Lets claims go that no Pod uses any more, and volumes that no claim is bound to: API servers hold them back by a finalizer.</summary>
internal sealed class StorageProtectionActor : IActor
{
    private const string OfClaims = "kubernetes.io/pvc-protection";
    private const string OfVolumes = "kubernetes.io/pv-protection";

    /// <inheritdoc/>
    public string Name => "storage-protection-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.Claim),
        ActorWatch.On(WorkloadKinds.Volume),
        new(WorkloadKinds.Pod, Pods.PodReferences.ClaimsOf),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: > 0 } item)
        {
            return Reconciliation.Done;
        }

        var finalizer = key.Kind == "PersistentVolume" ? OfVolumes : OfClaims;
        var inUse = key.Kind == "PersistentVolume" ? NodePath.Text(item.Status, "phase") == "Bound" : IsUsed(key, context.Cache);
        var finalizers = FinalizerList.Of(item.Metadata).ToList();
        if (!inUse && finalizers.Remove(finalizer))
        {
            var next = item.Clone();
            FinalizerList.Write((JsonObject)next.Json["metadata"]!, finalizers);
            await context.Api.ReplaceAsync(next, WriteOptions.Default, stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    private static bool IsUsed(ResourceKey claim, IResourceCache cache) => cache.List(string.Empty, "Pod", claim.Namespace)
        .Any(pod => NodePath.Text(pod.Status, "phase") is not ("Succeeded" or "Failed") && Pods.PodReferences.ClaimsOf(pod).Contains(claim));
}
