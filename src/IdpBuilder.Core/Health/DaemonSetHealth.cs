namespace IdpBuilder.Health;

/// <summary>A DaemonSet is healthy when every node that should has an updated, available Pod.</summary>
internal static class DaemonSetHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var metadata = live.Object("metadata");
        var status = live.Object("status");
        if (metadata.Count("generation") > status.Count("observedGeneration"))
        {
            return new(HealthStatus.Progressing, "Waiting for rollout to finish: observed daemon set generation less than desired generation");
        }

        var desired = status.Count("desiredNumberScheduled");
        var updated = status.Count("updatedNumberScheduled");
        if (live.Object("spec").Object("updateStrategy").Text("type") == "OnDelete")
        {
            return new(HealthStatus.Healthy, $"daemon set {updated} out of {desired} new pods have been updated");
        }

        var rollout = $"Waiting for daemon set \"{metadata.Text("name")}\" rollout to finish:";
        if (updated < desired)
        {
            return new(HealthStatus.Progressing, $"{rollout} {updated} out of {desired} new pods have been updated...");
        }

        var available = status.Count("numberAvailable");
        return available < desired
            ? new(HealthStatus.Progressing, $"{rollout} {available} of {desired} updated pods are available...")
            : new(HealthStatus.Healthy);
    }
}
