using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Deployments;

/// <summary>Works out a Deployment's status.</summary>
internal sealed class DeploymentStatus(Rollout rollout, DateTimeOffset now)
{
    private const long NoDeadline = int.MaxValue;

    private readonly Manifest _deployment = rollout.Deployment;
    private readonly JsonObject _status = StatusUpdate.Begin(rollout.Deployment);

    /// <summary>The time until the rollout counts as stuck; null when it is done or need not hurry.</summary>
    public TimeSpan? UntilDeadline { get; private set; }

    /// <summary>The status now.</summary>
    /// <param name="failure">What the newest ReplicaSet says against its Pods; null for nothing.</param>
    public JsonObject Compute(JsonObject? failure)
    {
        var before = Counts();
        var updated = rollout.New is { } current ? Rollout.Counted(current, "replicas") : 0;
        var replicas = Sum("replicas");
        var available = Sum("availableReplicas");
        StatusUpdate.SetCount(_status, "replicas", replicas);
        StatusUpdate.SetCount(_status, "updatedReplicas", updated);
        StatusUpdate.SetCount(_status, "readyReplicas", Sum("readyReplicas"));
        StatusUpdate.SetCount(_status, "availableReplicas", available);
        StatusUpdate.SetCount(_status, "unavailableReplicas", Math.Max(0, rollout.Sets.Sum(Rollout.Replicas) - available));
        _status["observedGeneration"] = NodePath.Whole(_deployment.Metadata?["generation"]) ?? 1;
        SetAvailable(available);
        SetFailure(failure);
        if (rollout.IsPaused)
        {
            Progress("Unknown", "DeploymentPaused", "Deployment is paused", anew: false);
        }
        else if (updated == rollout.Desired && replicas == rollout.Desired && available == rollout.Desired && rollout.New is not null)
        {
            Progress("True", "NewReplicaSetAvailable", $"ReplicaSet \"{rollout.New.Name}\" has successfully progressed.", anew: false);
        }
        else
        {
            SetProgressing(moved: Counts() != before);
        }

        return _status;
    }

    private (long, long, long, long) Counts() => (Count("replicas"), Count("updatedReplicas"), Count("readyReplicas"), Count("availableReplicas"));

    private long Count(string field) => NodePath.Whole(_status[field]) ?? 0;

    private long Sum(string field) => rollout.Sets.Sum(set => Rollout.Counted(set, field));

    private void SetAvailable(long available)
    {
        if (available >= rollout.Desired - rollout.Limits.Unavailable)
        {
            Stamp(Conditions.Set(_status, "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now));
        }
        else
        {
            Stamp(Conditions.Set(_status, "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now));
        }
    }

    private void SetFailure(JsonObject? failure)
    {
        if (failure is null)
        {
            Conditions.Remove(_status, "ReplicaFailure");
        }
        else
        {
            Stamp(Conditions.Set(_status, "ReplicaFailure", "True", NodePath.Text(failure, "reason"), NodePath.Text(failure, "message"), now));
        }
    }

    private void SetProgressing(bool moved)
    {
        var known = Conditions.Find(_status, "Progressing");
        var reason = NodePath.Text(known, "reason");
        var isNewRollout = rollout.New is not null && !NodePath.Text(known, "message").Contains($"\"{rollout.New.Name}\"", StringComparison.Ordinal);
        if (known is null || isNewRollout || reason is "DeploymentPaused")
        {
            Progress("True", "NewReplicaSetCreated", $"Created new replica set \"{NameOfNew}\"", anew: true);
        }
        else if (moved)
        {
            Progress("True", "ReplicaSetUpdated", $"ReplicaSet \"{NameOfNew}\" is progressing.", anew: true);
        }
        else if (reason == "NewReplicaSetAvailable")
        {
            // Done before: Pods that fail later make it unavailable, not stuck.
            return;
        }

        CheckDeadline();
    }

    private string NameOfNew => rollout.New?.Name ?? $"{_deployment.Name}-{rollout.Hash}";

    private void CheckDeadline()
    {
        var seconds = NodePath.Whole(_deployment.Spec?["progressDeadlineSeconds"]) ?? 600;
        var condition = Conditions.Find(_status, "Progressing");
        if (seconds >= NoDeadline || NodePath.Text(condition, "reason") == "ProgressDeadlineExceeded")
        {
            return;
        }

        var deadline = (ClusterTime.Read(NodePath.Text(condition, "lastUpdateTime")) ?? now).AddSeconds(seconds);
        if (now >= deadline)
        {
            Progress("False", "ProgressDeadlineExceeded", $"ReplicaSet \"{NameOfNew}\" has timed out progressing.", anew: true);
        }
        else
        {
            UntilDeadline = deadline - now;
        }
    }

    private void Progress(string value, string reason, string message, bool anew)
    {
        var condition = Conditions.Set(_status, "Progressing", value, reason, message, now);
        if (anew)
        {
            condition["lastUpdateTime"] = ClusterTime.Text(now);
        }

        Stamp(condition);
    }

    private void Stamp(JsonObject condition) => condition["lastUpdateTime"] ??= ClusterTime.Text(now);
}
