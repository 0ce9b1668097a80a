namespace IdpBuilder.Health;

/// <summary>An Application says its health itself; until it does, it is on its way.</summary>
internal static class ApplicationHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var health = live.Object("status").Object("health");
        if (!health.Exists)
        {
            return new(HealthStatus.Progressing);
        }

        return StatusOf(health.Text("status")) is { } status
            ? new(status, health.Text("message"))
            : new(HealthStatus.Unknown, "Lua returned an invalid health status");
    }

    private static HealthStatus? StatusOf(string text) => text switch
    {
        nameof(HealthStatus.Healthy) => HealthStatus.Healthy,
        nameof(HealthStatus.Suspended) => HealthStatus.Suspended,
        nameof(HealthStatus.Progressing) => HealthStatus.Progressing,
        nameof(HealthStatus.Missing) => HealthStatus.Missing,
        nameof(HealthStatus.Degraded) => HealthStatus.Degraded,
        nameof(HealthStatus.Unknown) => HealthStatus.Unknown,
        _ => null,
    };
}
