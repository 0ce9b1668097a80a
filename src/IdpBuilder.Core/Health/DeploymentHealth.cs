namespace IdpBuilder.Health;

/// <summary>A Deployment is healthy when every wanted replica runs the newest template and is available.</summary>
internal static class DeploymentHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var spec = live.Object("spec");
        var status = live.Object("status");
        if (spec.Flag("paused"))
        {
            return new(HealthStatus.Suspended, "Deployment is paused");
        }

        if (live.Object("metadata").Count("generation") > status.Count("observedGeneration"))
        {
            return Waiting("observed deployment generation less than desired generation");
        }

        if (status.Condition("Progressing")?.Reason == "ProgressDeadlineExceeded")
        {
            var name = live.Object("metadata").Text("name");
            return new(HealthStatus.Degraded, $"Deployment \"{name}\" exceeded its progress deadline");
        }

        var wanted = spec.Number("replicas");
        var updated = status.Count("updatedReplicas");
        if (updated < wanted)
        {
            return Waiting($"{updated} out of {wanted} new replicas have been updated...");
        }

        var old = status.Count("replicas") - updated;
        if (old > 0)
        {
            return Waiting($"{old} old replicas are pending termination...");
        }

        var available = status.Count("availableReplicas");
        return available < updated
            ? Waiting($"{available} of {updated} updated replicas are available...")
            : new(HealthStatus.Healthy);
    }

    private static HealthVerdict Waiting(string what) => new(HealthStatus.Progressing, $"Waiting for rollout to finish: {what}");
}
