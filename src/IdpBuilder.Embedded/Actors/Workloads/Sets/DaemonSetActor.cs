using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Sets;

/// <summary>Keeps one Pod of a DaemonSet on the one node there is, if its selector fits.</summary>
internal sealed class DaemonSetActor : IActor
{
    private static readonly ResourceKey NodeKey = new(string.Empty, "Node", string.Empty, EmbeddedNode.Name);

    /// <inheritdoc/>
    public string Name => "daemonset-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.DaemonSet),
        ActorWatch.OnOwned(WorkloadKinds.Pod, "apps", "DaemonSet"),
        new(WorkloadKinds.ControllerRevision, _ => []),
        new(WorkloadKinds.Node, _ => []),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } set)
        {
            return Reconciliation.Done;
        }

        await Revisions.RecordAsync(set, context, stop).ConfigureAwait(false);
        var all = context.Cache.ListOwned(string.Empty, "Pod", set.Uid);
        var fits = context.Cache.Find(NodeKey) is not { } node
            || LabelQuery.MatchesAll(NodePath.At(set.Spec, "template", "spec", "nodeSelector") as JsonObject, node);
        await AdvanceAsync(set, all, fits, context, stop).ConfigureAwait(false);
        var pods = all.Where(PodStates.IsActive).ToList();
        await StatusUpdate.WriteAsync(context, set, StatusOf(set, pods, fits, context.Clock.GetUtcNow()), stop).ConfigureAwait(false);
        return PodStates.UntilAvailable(pods, MinReady(set), context.Clock.GetUtcNow()) is { } wait ? Reconciliation.After(wait) : Reconciliation.Done;
    }

    private static long MinReady(Manifest set) => NodePath.Whole(set.Spec?["minReadySeconds"]) ?? 0;

    private static async Task AdvanceAsync(Manifest set, IReadOnlyList<Manifest> pods, bool fits, ActorContext context, CancellationToken stop)
    {
        var crew = new PodCrew(set, context);
        var revision = Revisions.NameOf(set);
        if (fits && pods.Count == 0)
        {
            var pod = PodTemplate.Pod(set, (JsonObject)set.Spec!["template"]!);
            PodTemplate.Label(pod, Revisions.HashLabel, revision);
            await crew.CreateAsync([pod], stop).ConfigureAwait(false);
            return;
        }

        var replaces = NodePath.Text(set.Spec, "updateStrategy", "type") != "OnDelete";
        var doomed = pods.Where(pod => pod.DeletionTimestamp.Length == 0)
            .Where(pod => !fits || !PodStates.IsActive(pod) || (replaces && pod.Label(Revisions.HashLabel) != revision));
        await crew.DeleteAsync(doomed, stop).ConfigureAwait(false);
    }

    private static JsonObject StatusOf(Manifest set, List<Manifest> pods, bool fits, DateTimeOffset now)
    {
        var status = StatusUpdate.Begin(set);
        var desired = fits ? 1 : 0;
        var available = pods.Count(pod => PodStates.IsAvailable(pod, MinReady(set), now));
        status["currentNumberScheduled"] = Math.Min(pods.Count, desired);
        status["numberMisscheduled"] = 0;
        status["desiredNumberScheduled"] = desired;
        status["numberReady"] = pods.Count(PodStates.IsReady);
        status["observedGeneration"] = NodePath.Whole(set.Metadata?["generation"]) ?? 1;
        StatusUpdate.SetCount(status, "updatedNumberScheduled", pods.Count(pod => pod.Label(Revisions.HashLabel) == Revisions.NameOf(set)));
        StatusUpdate.SetCount(status, "numberAvailable", available);
        StatusUpdate.SetCount(status, "numberUnavailable", Math.Max(0, desired - available));
        return status;
    }
}
