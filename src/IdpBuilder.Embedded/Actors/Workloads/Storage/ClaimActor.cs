using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Storage;

/// <summary>Binds claims to volumes, which it makes as a provisioner would: at once, or when a Pod wants the claim, as the storage class says.</summary>
internal sealed class ClaimActor : IActor
{
    private static readonly ResourceKey AnyClass = new("storage.k8s.io", "StorageClass", string.Empty, string.Empty);

    private const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    private readonly Interests _interests = new();

    /// <inheritdoc/>
    public string Name => "persistentvolume-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.Claim),
        new(WorkloadKinds.Pod, ClaimsOf),
        new(WorkloadKinds.StorageClass, storage => _interests.For(storage.Key).Concat(_interests.For(AnyClass))),
        new(WorkloadKinds.Volume, ClaimOf),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        var claim = context.Cache.Find(key);
        _interests.Set(key, []);
        if (claim is null)
        {
            await ReclaimAsync(key, context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        if (claim.DeletionTimestamp.Length > 0 || NodePath.Text(claim.Status, "phase") == "Bound")
        {
            return Reconciliation.Done;
        }

        if (VolumeFor(claim, context.Cache) is { } volume)
        {
            await BindAsync(claim, volume, context, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        var wanted = NodePath.Text(claim.Spec, "storageClassName");
        _interests.Set(key, [AnyClass with { Name = wanted }]);
        await ProvisionAsync(claim, wanted, context, stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }

    private static IEnumerable<ResourceKey> ClaimsOf(Manifest pod) => Pods.PodReferences.ClaimsOf(pod);

    private static IEnumerable<ResourceKey> ClaimOf(Manifest volume) => NodePath.Text(volume.Spec, "claimRef", "name") is { Length: > 0 } name
        ? [new ResourceKey(string.Empty, "PersistentVolumeClaim", NodePath.Text(volume.Spec, "claimRef", "namespace"), name)]
        : [];

    private static Manifest? VolumeFor(Manifest claim, IResourceCache cache)
    {
        var volumes = cache.List(string.Empty, "PersistentVolume");
        var named = NodePath.Text(claim.Spec, "volumeName");
        return volumes.FirstOrDefault(volume => named.Length > 0
            ? volume.Name == named
            : NodePath.Text(volume.Spec, "claimRef", "name") == claim.Name && NodePath.Text(volume.Spec, "claimRef", "namespace") == claim.Namespace);
    }

    private static async Task ProvisionAsync(Manifest claim, string wanted, ActorContext context, CancellationToken stop)
    {
        var classes = context.Cache.List("storage.k8s.io", "StorageClass");
        var storage = classes.FirstOrDefault(candidate => wanted.Length > 0 ? candidate.Name == wanted : candidate.Annotation(DefaultClass) == "true");
        if (storage is null)
        {
            var why = wanted.Length > 0
                ? $"storageclass.storage.k8s.io \"{wanted}\" not found"
                : "no persistent volumes available for this claim and no storage class is set";
            context.Events.Record(claim, true, wanted.Length > 0 ? "ProvisioningFailed" : "FailedBinding", why);
            return;
        }

        if (NodePath.Text(storage.Json, "volumeBindingMode") == "WaitForFirstConsumer" && !IsWanted(claim, context.Cache))
        {
            context.Events.Record(claim, false, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
            return;
        }

        var volume = await context.Api.CreateAsync(ClaimedVolume.For(claim, storage), WriteOptions.Default, stop).ConfigureAwait(false);
        context.Events.Record(claim, false, "ProvisioningSucceeded", $"Successfully provisioned volume {volume.Name}");
        await BindAsync(claim, volume, context, stop).ConfigureAwait(false);
    }

    private static bool IsWanted(Manifest claim, IResourceCache cache) =>
        cache.List(string.Empty, "Pod", claim.Namespace).Where(PodStates.IsActive).Any(pod => ClaimsOf(pod).Contains(claim.Key));

    private static async Task BindAsync(Manifest claim, Manifest volume, ActorContext context, CancellationToken stop)
    {
        if (NodePath.Text(volume.Spec, "claimRef", "uid") != claim.Uid)
        {
            var taken = volume.Clone();
            taken.Spec!["claimRef"] = ClaimedVolume.ReferenceTo(claim);
            volume = await context.Api.ReplaceAsync(taken, WriteOptions.Default, stop).ConfigureAwait(false);
        }

        await StatusUpdate.WriteAsync(context, volume, new JsonObject { ["phase"] = "Bound" }, stop).ConfigureAwait(false);
        var bound = claim.Clone();
        bound.Spec!["volumeName"] = volume.Name;
        PodTemplate.Annotate(bound.Json, "pv.kubernetes.io/bind-completed", "yes");
        var written = await context.Api.ReplaceAsync(bound, WriteOptions.Default, stop).ConfigureAwait(false);
        var status = new JsonObject
        {
            ["phase"] = "Bound",
            ["accessModes"] = volume.Spec?["accessModes"]?.DeepClone(),
            ["capacity"] = volume.Spec?["capacity"]?.DeepClone(),
        };
        await StatusUpdate.WriteAsync(context, written, status, stop).ConfigureAwait(false);
    }

    private static async Task ReclaimAsync(ResourceKey claim, ActorContext context, CancellationToken stop)
    {
        foreach (var volume in context.Cache.List(string.Empty, "PersistentVolume"))
        {
            if (!ClaimOf(volume).Contains(claim))
            {
                continue;
            }

            await StatusUpdate.WriteAsync(context, volume, new JsonObject { ["phase"] = "Released" }, stop).ConfigureAwait(false);
            if (NodePath.Text(volume.Spec, "persistentVolumeReclaimPolicy") == "Delete")
            {
                await context.Api.DeleteAsync(ResourceReference.To(volume), new DeletionOptions(Uid: volume.Uid), stop).ConfigureAwait(false);
            }
        }
    }
}
