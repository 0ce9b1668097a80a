using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Deployments;

/// <summary>Rolls Deployments out: one ReplicaSet for each template, replicas moved over step by step.</summary>
internal sealed class DeploymentActor : IActor
{
    private const string DesiredAnnotation = "deployment.kubernetes.io/desired-replicas";
    private const string MaximumAnnotation = "deployment.kubernetes.io/max-replicas";
    private static readonly string[] NotCopied = ["kubectl.kubernetes.io/last-applied-configuration", Rollout.RevisionAnnotation, DesiredAnnotation, MaximumAnnotation];

    /// <inheritdoc/>
    public string Name => "deployment-controller";

    /// <inheritdoc/>
    public IReadOnlyList<ActorWatch> Watches =>
        [ActorWatch.On(WorkloadKinds.Deployment), ActorWatch.OnOwned(WorkloadKinds.ReplicaSet, "apps", "Deployment")];

    /// <inheritdoc/>
    public async Task<Reconciliation> ReconcileAsync(ResourceKey key, ActorContext context, CancellationToken stop)
    {
        if (context.Cache.Find(key) is not { DeletionTimestamp.Length: 0 } deployment)
        {
            return Reconciliation.Done;
        }

        var rollout = new Rollout(deployment, context.Cache.ListOwned("apps", "ReplicaSet", deployment.Uid));
        if (rollout.IsPaused)
        {
            await ScalePausedAsync(rollout, context, stop).ConfigureAwait(false);
        }
        else if (await AdvanceAsync(rollout, context, stop).ConfigureAwait(false))
        {
            // What was written comes back as an event; the status is worked out from that.
            return Reconciliation.Done;
        }

        var status = new DeploymentStatus(rollout, context.Clock.GetUtcNow());
        var failure = rollout.New is null ? null : Conditions.Find(rollout.New.Status, "ReplicaFailure");
        var computed = status.Compute(failure);
        await StatusUpdate.WriteAsync(context, deployment, computed, stop).ConfigureAwait(false);
        await PruneAsync(rollout, context, stop).ConfigureAwait(false);
        return status.UntilDeadline is { } wait ? Reconciliation.After(wait) : Reconciliation.Done;
    }

    // One step of the rollout; false when there is none to take now.
    private static async Task<bool> AdvanceAsync(Rollout rollout, ActorContext context, CancellationToken stop)
    {
        if (await StampRevisionAsync(rollout, context, stop).ConfigureAwait(false))
        {
            return true;
        }

        var moved = false;
        foreach (var (set, replicas) in rollout.NextOfOld().ToList())
        {
            await ScaleAsync(rollout, set, replicas, context, stop).ConfigureAwait(false);
            moved = true;
        }

        if (rollout.NextOfNew() is not { } next)
        {
            return moved;
        }

        if (rollout.New is null)
        {
            await CreateSetAsync(rollout, next, context, stop).ConfigureAwait(false);
            return true;
        }

        if (Rollout.Replicas(rollout.New) != next || Rollout.RevisionOf(rollout.New) != rollout.Revision)
        {
            await ScaleAsync(rollout, rollout.New, next, context, stop).ConfigureAwait(false);
            moved = true;
        }

        return moved;
    }

    private static async Task<bool> StampRevisionAsync(Rollout rollout, ActorContext context, CancellationToken stop)
    {
        var revision = Text(rollout.Revision);
        if (rollout.Deployment.Annotation(Rollout.RevisionAnnotation) == revision)
        {
            return false;
        }

        var next = rollout.Deployment.Clone();
        PodTemplate.Annotate(next.Json, Rollout.RevisionAnnotation, revision);
        await context.Api.ReplaceAsync(next, WriteOptions.Default, stop).ConfigureAwait(false);
        return true;
    }

    private static async Task CreateSetAsync(Rollout rollout, long replicas, ActorContext context, CancellationToken stop)
    {
        var deployment = rollout.Deployment;
        var template = (JsonObject)deployment.Spec!["template"]!.DeepClone();
        var selector = (JsonObject?)deployment.Spec["selector"]?.DeepClone() ?? [];
        NodePath.Ensure(selector, "matchLabels")[Rollout.HashLabel] = rollout.Hash;
        NodePath.Ensure(template, "metadata", "labels")[Rollout.HashLabel] = rollout.Hash;
        var set = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["namespace"] = deployment.Namespace,
                ["name"] = $"{deployment.Name}-{rollout.Hash}",
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject(deployment.Annotations.Where(entry => !NotCopied.Contains(entry.Key))
                    .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
                ["ownerReferences"] = new JsonArray(OwnerReferences.To(deployment)),
            },
            ["spec"] = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template },
        };
        if (deployment.Spec["minReadySeconds"] is { } minReady)
        {
            set["spec"]!["minReadySeconds"] = minReady.DeepClone();
        }

        AnnotateSet(rollout, set);
        await context.Api.CreateAsync(new Manifest(set), WriteOptions.Default, stop).ConfigureAwait(false);
        context.Events.Record(deployment, false, "ScalingReplicaSet", $"Scaled up replica set {deployment.Name}-{rollout.Hash} from 0 to {replicas}");
    }

    private static async Task ScaleAsync(Rollout rollout, Manifest set, long replicas, ActorContext context, CancellationToken stop)
    {
        var before = Rollout.Replicas(set);
        var next = set.Clone();
        next.Spec!["replicas"] = replicas;
        if (set == rollout.New)
        {
            AnnotateSet(rollout, next.Json);
        }

        await context.Api.ReplaceAsync(next, WriteOptions.Default, stop).ConfigureAwait(false);
        if (before != replicas)
        {
            var direction = replicas > before ? "up" : "down";
            context.Events.Record(rollout.Deployment, false, "ScalingReplicaSet", $"Scaled {direction} replica set {set.Name} from {before} to {replicas}");
        }
    }

    // A paused Deployment is scaled, but nothing is rolled out.
    private static async Task ScalePausedAsync(Rollout rollout, ActorContext context, CancellationToken stop)
    {
        var active = rollout.Sets.Where(set => Rollout.Replicas(set) > 0).ToList();
        if (active.Count == 1 && Rollout.Replicas(active[0]) != rollout.Desired)
        {
            await ScaleAsync(rollout, active[0], rollout.Desired, context, stop).ConfigureAwait(false);
        }
    }

    private static async Task PruneAsync(Rollout rollout, ActorContext context, CancellationToken stop)
    {
        var kept = NodePath.Whole(rollout.Deployment.Spec?["revisionHistoryLimit"]) ?? 10;
        var idle = rollout.Old.Where(set => Rollout.Replicas(set) == 0 && Rollout.Counted(set, "replicas") == 0).ToList();
        foreach (var set in idle.Take(Math.Max(0, idle.Count - (int)Math.Min(kept, int.MaxValue))))
        {
            await context.Api.DeleteAsync(ResourceReference.To(set), new DeletionOptions(Uid: set.Uid), stop).ConfigureAwait(false);
        }
    }

    private static void AnnotateSet(Rollout rollout, JsonObject set)
    {
        PodTemplate.Annotate(set, Rollout.RevisionAnnotation, Text(rollout.Revision));
        PodTemplate.Annotate(set, DesiredAnnotation, Text(rollout.Desired));
        PodTemplate.Annotate(set, MaximumAnnotation, Text(rollout.Desired + rollout.Limits.Surge));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
