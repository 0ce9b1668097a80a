using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads.Deployments;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Counts how many Pods of a budget could be missed. It works namespace by namespace, as Pods do not name their budgets.</summary>
internal sealed class DisruptionBudgetActor : IActor
{
    /// <inheritdoc/>
    public string Name => "disruption-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches => [new(WorkloadKinds.DisruptionBudget, NamespaceOf), new(WorkloadKinds.Pod, NamespaceOf)];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        foreach (var budget in context.Cache.List("policy", "PodDisruptionBudget", key.Name).Where(budget => budget.DeletionTimestamp.Length == 0))
        {
            var pods = context.Cache.List(string.Empty, "Pod", key.Name)
                .Where(pod => PodStates.IsActive(pod) && LabelQuery.Matches(budget.Spec?["selector"] as JsonObject, pod)).ToList();
            await StatusUpdate.WriteAsync(context, budget, StatusOf(budget, pods, context.Clock.GetUtcNow()), stop).ConfigureAwait(false);
        }

        return Reconciliation.Done;
    }

    private static IEnumerable<ResourceKey> NamespaceOf(Manifest manifest) => [new ResourceKey(string.Empty, "Namespace", string.Empty, manifest.Namespace)];

    private static JsonObject StatusOf(Manifest budget, List<Manifest> pods, DateTimeOffset now)
    {
        var status = StatusUpdate.Begin(budget);
        var healthy = pods.Count(PodStates.IsReady);
        var desired = budget.Spec?["maxUnavailable"] is { } unavailable
            ? pods.Count - RolloutLimits.Share(unavailable, pods.Count, roundUp: true)
            : RolloutLimits.Share(budget.Spec?["minAvailable"] ?? 1, pods.Count, roundUp: true);
        var allowed = pods.Count == 0 ? 0 : Math.Max(0, healthy - desired);
        status["observedGeneration"] = NodePath.Whole(budget.Metadata?["generation"]) ?? 1;
        status["expectedPods"] = pods.Count;
        status["currentHealthy"] = healthy;
        status["desiredHealthy"] = Math.Max(0, desired);
        status["disruptionsAllowed"] = allowed;
        Conditions.Set(
            status, "DisruptionAllowed", allowed > 0 ? "True" : "False", allowed > 0 ? "SufficientPods" : "InsufficientPods", string.Empty, now);
        return status;
    }
}
