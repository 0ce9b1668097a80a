namespace IdpBuilder.Health;

/// <summary>A Service waits for nothing but the address of its load balancer.</summary>
internal static class ServiceHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var waits = live.Object("spec").Text("type") == "LoadBalancer"
            && live.Object("status").Object("loadBalancer").Objects("ingress").Count == 0;
        return new(waits ? HealthStatus.Progressing : HealthStatus.Healthy);
    }
}
