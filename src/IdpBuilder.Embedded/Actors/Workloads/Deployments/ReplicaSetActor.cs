using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Deployments;

/// <summary>Keeps as many Pods as a ReplicaSet wants.</summary>
internal sealed class ReplicaSetActor : IActor
{
    /// <inheritdoc/>
    public string Name => "replicaset-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
        [ActorWatch.On(WorkloadKinds.ReplicaSet), ActorWatch.OnOwned(WorkloadKinds.Pod, "apps", "ReplicaSet")];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } set)
        {
            return Reconciliation.Done;
        }

        var pods = context.Cache.ListOwned(string.Empty, "Pod", set.Uid).Where(PodStates.IsActive).ToList();
        var desired = NodePath.Whole(set.Spec?["replicas"]) ?? 1;
        var crew = new PodCrew(set, context);
        string? failure = null;
        if (pods.Count < desired)
        {
            var template = (JsonObject)set.Spec!["template"]!;
            failure = await crew.CreateAsync(
                Enumerable.Range(0, (int)desired - pods.Count).Select(_ => PodTemplate.Pod(set, template)), stop).ConfigureAwait(false);
        }
        else if (pods.Count > desired)
        {
            await crew.DeleteAsync(PodStates.LeastMissedFirst(pods).Take(pods.Count - (int)desired), stop).ConfigureAwait(false);
        }

        // The Pods' own events bring the numbers; only what no event will tell is written now.
        if (failure is not null || pods.Count == desired || NodePath.Whole(set.Status?["observedGeneration"]) is null)
        {
            await WriteStatusAsync(set, pods, failure, context, stop).ConfigureAwait(false);
        }

        var now = context.Clock.GetUtcNow();
        return failure is not null ? Reconciliation.WhenDue(TimeSpan.FromSeconds(30))
            : PodStates.UntilAvailable(pods, MinReady(set), now) is { } wait ? Reconciliation.After(wait) : Reconciliation.Done;
    }

    private static long MinReady(Manifest set) => NodePath.Whole(set.Spec?["minReadySeconds"]) ?? 0;

    private static Task WriteStatusAsync(Manifest set, List<Manifest> pods, string? failure, ActorContext context, CancellationToken stop)
    {
        var now = context.Clock.GetUtcNow();
        var status = StatusUpdate.Begin(set);
        var labels = set.Spec?["template"]?["metadata"]?["labels"] as JsonObject;
        status["replicas"] = (long)pods.Count;
        StatusUpdate.SetCount(status, "fullyLabeledReplicas", pods.Count(pod => LabelQuery.MatchesAll(labels, pod)));
        StatusUpdate.SetCount(status, "readyReplicas", pods.Count(PodStates.IsReady));
        StatusUpdate.SetCount(status, "availableReplicas", pods.Count(pod => PodStates.IsAvailable(pod, MinReady(set), now)));
        status["observedGeneration"] = NodePath.Whole(set.Metadata?["generation"]) ?? 1;
        if (failure is not null)
        {
            Conditions.Set(status, "ReplicaFailure", "True", "FailedCreate", failure, now);
        }
        else
        {
            Conditions.Remove(status, "ReplicaFailure");
        }

        return StatusUpdate.WriteAsync(context, set, status, stop);
    }
}
