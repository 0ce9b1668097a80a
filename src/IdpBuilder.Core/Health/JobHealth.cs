namespace IdpBuilder.Health;

/// <summary>
/// A Job is judged by the types of its conditions. As in Argo CD the status of Failed and Complete is not looked at, and a
/// Suspended condition counts as an end whatever its status.
/// </summary>
internal static class JobHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var conditions = live.Object("status").Conditions();
        if (conditions.LastOrDefault(condition => condition.Type == "Failed") is { } failed)
        {
            return new(HealthStatus.Degraded, failed.Message);
        }

        if (conditions.LastOrDefault(condition => condition.Type is "Complete" or "Suspended") is not { } last)
        {
            return new(HealthStatus.Progressing);
        }

        var suspended = conditions.Any(condition => condition is { Type: "Suspended", IsTrue: true });
        return new(suspended ? HealthStatus.Suspended : HealthStatus.Healthy, last.Message);
    }
}
