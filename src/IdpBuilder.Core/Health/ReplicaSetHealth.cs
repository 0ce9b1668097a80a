namespace IdpBuilder.Health;

/// <summary>A ReplicaSet is healthy when its replicas are available.</summary>
internal static class ReplicaSetHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var status = live.Object("status");
        if (live.Object("metadata").Count("generation") > status.Count("observedGeneration"))
        {
            return new(HealthStatus.Progressing, "Waiting for rollout to finish: observed replica set generation less than desired generation");
        }

        if (status.Condition("ReplicaFailure") is { IsTrue: true } failure)
        {
            return new(HealthStatus.Degraded, failure.Message);
        }

        var wanted = live.Object("spec").Number("replicas");
        var available = status.Count("availableReplicas");
        return available < wanted
            ? new(HealthStatus.Progressing, $"Waiting for rollout to finish: {available} out of {wanted} new replicas are available...")
            : new(HealthStatus.Healthy);
    }
}
