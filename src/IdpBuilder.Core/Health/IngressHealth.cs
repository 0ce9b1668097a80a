namespace IdpBuilder.Health;

/// <summary>An Ingress is healthy when a controller has given it an address.</summary>
internal static class IngressHealth
{
    public static HealthVerdict Assess(LiveFields live) =>
        new(live.Object("status").Object("loadBalancer").Objects("ingress").Count > 0 ? HealthStatus.Healthy : HealthStatus.Progressing);
}
