namespace IdpBuilder.Health;

/// <summary>A StatefulSet is healthy when its replicas are ready and, unless it waits for deletions, all of one revision.</summary>
internal static class StatefulSetHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var status = live.Object("status");
        var observed = status.Count("observedGeneration");
        if (observed == 0 || live.Object("metadata").Count("generation") > observed)
        {
            return new(HealthStatus.Progressing, "Waiting for statefulset spec update to be observed...");
        }

        var spec = live.Object("spec");
        var wanted = spec.Number("replicas");
        var ready = status.Count("readyReplicas");
        if (ready < wanted)
        {
            return new(HealthStatus.Progressing, $"Waiting for {wanted - ready} pods to be ready...");
        }

        var strategy = spec.Object("updateStrategy");
        return strategy.Text("type") switch
        {
            "RollingUpdate" when strategy.Has("rollingUpdate") => OfPartition(strategy.Object("rollingUpdate"), wanted, status),
            "OnDelete" => new(HealthStatus.Healthy, $"statefulset has {ready} ready pods"),
            _ => OfRevisions(status),
        };
    }

    private static HealthVerdict OfPartition(LiveFields rollingUpdate, long? wanted, LiveFields status)
    {
        var updated = status.Count("updatedReplicas");
        var newPods = wanted - rollingUpdate.Number("partition");
        return updated < newPods
            ? new(HealthStatus.Progressing, $"Waiting for partitioned roll out to finish: {updated} out of {newPods} new pods have been updated...")
            : new(HealthStatus.Healthy, $"partitioned roll out complete: {updated} new pods have been updated...");
    }

    private static HealthVerdict OfRevisions(LiveFields status)
    {
        var (update, current) = (status.Text("updateRevision"), status.Text("currentRevision"));
        return update == current
            ? new(HealthStatus.Healthy, $"statefulset rolling update complete {status.Count("currentReplicas")} pods at revision {current}...")
            : new(HealthStatus.Progressing, $"waiting for statefulset rolling update to complete {status.Count("updatedReplicas")} pods at revision {update}...");
    }
}
