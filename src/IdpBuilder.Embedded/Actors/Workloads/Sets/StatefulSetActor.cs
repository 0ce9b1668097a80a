using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Sets;

/// <summary>Keeps the numbered Pods of a StatefulSet, with a claim for each, in order.</summary>
internal sealed class StatefulSetActor : IActor
{
    /// <inheritdoc/>
    public string Name => "statefulset-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.StatefulSet),
        ActorWatch.OnOwned(WorkloadKinds.Pod, "apps", "StatefulSet"),
        new(WorkloadKinds.ControllerRevision, _ => []),
        new(WorkloadKinds.Claim, _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } set)
        {
            return Reconciliation.Done;
        }

        var view = new StatefulSetView(set, context.Cache.ListOwned(string.Empty, "Pod", set.Uid));
        await Revisions.RecordAsync(set, context, stop).ConfigureAwait(false);
        await AdvanceAsync(view, context, stop).ConfigureAwait(false);
        await StatusUpdate.WriteAsync(context, set, StatusOf(view, context.Clock.GetUtcNow()), stop).ConfigureAwait(false);
        return PodStates.UntilAvailable(view.Pods.Values, MinReady(set), context.Clock.GetUtcNow()) is { } wait
            ? Reconciliation.After(wait)
            : Reconciliation.Done;
    }

    private static long MinReady(Manifest set) => NodePath.Whole(set.Spec?["minReadySeconds"]) ?? 0;

    private static async Task AdvanceAsync(StatefulSetView view, ActorContext context, CancellationToken stop)
    {
        var crew = new PodCrew(view.Set, context);
        var now = context.Clock.GetUtcNow();
        foreach (var ordinal in view.Wanted)
        {
            if (!view.Pods.TryGetValue(ordinal, out var pod))
            {
                await CreateClaimsAsync(view, ordinal, context, stop).ConfigureAwait(false);
                await crew.CreateAsync([view.NewPod(ordinal)], stop).ConfigureAwait(false);
            }
            else if (PodStates.Phase(pod) is "Failed" or "Succeeded" && pod.DeletionTimestamp.Length == 0)
            {
                await crew.DeleteAsync([pod], stop).ConfigureAwait(false);
            }

            if (view.IsOrdered && (pod is null || !PodStates.IsActive(pod) || !PodStates.IsAvailable(pod, MinReady(view.Set), now)))
            {
                return;
            }
        }

        // From the highest number down; the next one when that one is gone, or has come back.
        var doomed = view.Pods.Where(entry => entry.Key < view.Start || entry.Key >= view.Start + view.Replicas)
            .Select(entry => entry.Value).Reverse().ToList();
        if (doomed.Count > 0)
        {
            var next = view.IsOrdered ? doomed.Take(1) : doomed;
            await crew.DeleteAsync(next.Where(pod => pod.DeletionTimestamp.Length == 0), stop).ConfigureAwait(false);
            return;
        }

        await UpdateAsync(view, crew, now, stop).ConfigureAwait(false);
    }

    private static async Task UpdateAsync(StatefulSetView view, PodCrew crew, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var (ordinal, pod) in view.Pods.Reverse())
        {
            if (ordinal < view.Partition)
            {
                return;
            }

            if (pod.Label(Revisions.HashLabel) != view.UpdateRevision)
            {
                await crew.DeleteAsync(pod.DeletionTimestamp.Length == 0 ? [pod] : [], stop).ConfigureAwait(false);
                return;
            }

            if (!PodStates.IsAvailable(pod, MinReady(view.Set), now))
            {
                return;
            }
        }
    }

    private static async Task CreateClaimsAsync(StatefulSetView view, long ordinal, ActorContext context, CancellationToken stop)
    {
        foreach (var (name, _, template) in view.ClaimsOf(ordinal))
        {
            if (context.Cache.Find(new ResourceKey(string.Empty, "PersistentVolumeClaim", view.Set.Namespace, name)) is not null)
            {
                continue;
            }

            var metadata = template["metadata"]?.DeepClone() as JsonObject ?? [];
            metadata["name"] = name;
            metadata["namespace"] = view.Set.Namespace;
            foreach (var (label, value) in view.Set.Spec?["selector"]?["matchLabels"] as JsonObject ?? [])
            {
                NodePath.Ensure(metadata, "labels")[label] = value?.DeepClone();
            }

            var claim = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "PersistentVolumeClaim",
                ["metadata"] = metadata,
                ["spec"] = template["spec"]?.DeepClone(),
            };
            await context.Api.CreateAsync(new Manifest(claim), WriteOptions.Default, stop).ConfigureAwait(false);
            context.Events.Record(
                view.Set, false, "SuccessfulCreate", $"create Claim {name} Pod {view.PodName(ordinal)} in StatefulSet {view.Set.Name} success");
        }
    }

    private static JsonObject StatusOf(StatefulSetView view, DateTimeOffset now)
    {
        var status = StatusUpdate.Begin(view.Set);
        var pods = view.Pods.Values.Where(PodStates.IsActive).ToList();
        var updated = pods.Count(pod => pod.Label(Revisions.HashLabel) == view.UpdateRevision);
        var ready = pods.Count(PodStates.IsReady);
        var isDone = updated == view.Replicas && pods.Count == view.Replicas && ready == view.Replicas;
        var current = isDone ? view.UpdateRevision : view.CurrentRevision;
        status["observedGeneration"] = NodePath.Whole(view.Set.Metadata?["generation"]) ?? 1;
        status["replicas"] = pods.Count;
        StatusUpdate.SetCount(status, "readyReplicas", ready);
        StatusUpdate.SetCount(status, "currentReplicas", pods.Count(pod => pod.Label(Revisions.HashLabel) == current));
        StatusUpdate.SetCount(status, "updatedReplicas", updated);
        status["availableReplicas"] = pods.Count(pod => PodStates.IsAvailable(pod, MinReady(view.Set), now));
        status["currentRevision"] = current;
        status["updateRevision"] = view.UpdateRevision;
        status["collisionCount"] = 0;
        return status;
    }
}
