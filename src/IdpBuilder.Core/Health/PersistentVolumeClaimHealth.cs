namespace IdpBuilder.Health;

/// <summary>A claim is healthy when a volume is bound to it.</summary>
internal static class PersistentVolumeClaimHealth
{
    public static HealthVerdict Assess(LiveFields live) => live.Object("status").Text("phase") switch
    {
        "Lost" => new(HealthStatus.Degraded),
        "Pending" => new(HealthStatus.Progressing),
        "Bound" => new(HealthStatus.Healthy),
        _ => new(HealthStatus.Unknown),
    };
}
