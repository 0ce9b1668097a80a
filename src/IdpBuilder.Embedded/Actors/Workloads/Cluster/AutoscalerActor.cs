using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Cluster;

/// <summary>Plays an autoscaler whose metrics are always on target: it only keeps the target within its bounds.</summary>
internal sealed class AutoscalerActor : IActor
{
    private static readonly string[] Scalable = ["Deployment", "ReplicaSet", "StatefulSet"];

    private readonly Interests _interests = new();

    /// <inheritdoc/>
    public string Name => "horizontal-pod-autoscaler";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
    [
        ActorWatch.On(WorkloadKinds.Autoscaler),
        new(WorkloadKinds.Deployment, _interests.For),
        new(WorkloadKinds.ReplicaSet, _interests.For),
        new(WorkloadKinds.StatefulSet, _interests.For),
    ];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } scaler)
        {
            _interests.Set(key, []);
            return Reconciliation.Done;
        }

        var kind = NodePath.Text(scaler.Spec, "scaleTargetRef", "kind");
        var name = NodePath.Text(scaler.Spec, "scaleTargetRef", "name");
        var scaled = new ResourceKey("apps", kind, scaler.Namespace, name);
        _interests.Set(key, [scaled]);
        var now = context.Clock.GetUtcNow();
        var status = StatusUpdate.Begin(scaler);
        var target = Scalable.Contains(kind) ? context.Cache.Find(scaled) : null;
        if (target is null)
        {
            Conditions.Set(
                status, "AbleToScale", "False", "FailedGetScale",
                $"the HPA controller was unable to get the target's current scale: {kind.ToLowerInvariant()}s.apps \"{name}\" not found", now);
            await StatusUpdate.WriteAsync(context, scaler, status, stop).ConfigureAwait(false);
            return Reconciliation.Done;
        }

        await HoldAsync(scaler, target, status, now, context, stop).ConfigureAwait(false);
        await StatusUpdate.WriteAsync(context, scaler, status, stop).ConfigureAwait(false);
        return Reconciliation.Done;
    }

    private static async Task HoldAsync(
        Manifest scaler, Manifest target, JsonObject status, DateTimeOffset now, ActorContext context, CancellationToken stop)
    {
        var replicas = NodePath.Whole(target.Spec?["replicas"]) ?? 1;
        var wanted = Math.Clamp(
            replicas, NodePath.Whole(scaler.Spec?["minReplicas"]) ?? 1, Math.Max(1, NodePath.Whole(scaler.Spec?["maxReplicas"]) ?? replicas));
        if (wanted != replicas && replicas > 0)
        {
            var next = target.Clone();
            next.Spec!["replicas"] = wanted;
            await context.Api.ReplaceAsync(next, WriteOptions.Default, stop).ConfigureAwait(false);
            status["lastScaleTime"] = ClusterTime.Text(now);
            context.Events.Record(scaler, false, "SuccessfulRescale", $"New size: {wanted}; reason: Current number of replicas outside of the bounds");
        }

        status["observedGeneration"] = NodePath.Whole(scaler.Metadata?["generation"]) ?? 1;
        status["currentReplicas"] = replicas;
        status["desiredReplicas"] = replicas == 0 ? 0 : wanted;
        Conditions.Set(status, "AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size", now);
        if (replicas == 0)
        {
            Conditions.Set(status, "ScalingActive", "False", "ScalingDisabled", "scaling is disabled since the replica count of the target is zero", now);
            return;
        }

        Conditions.Set(status, "ScalingActive", "True", "ValidMetricFound", "the HPA was able to successfully calculate a replica count", now);
        Conditions.Set(status, "ScalingLimited", "False", "DesiredWithinRange", "the desired count is within the acceptable range", now);
    }
}
