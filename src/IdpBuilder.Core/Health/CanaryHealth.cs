namespace IdpBuilder.Health;

/// <summary>A Flagger Canary is healthy when its analysis has promoted the new version, or there was nothing to analyse.</summary>
internal static class CanaryHealth
{
    private const string Separator = " --- ";

    public static HealthVerdict Assess(LiveFields live)
    {
        var status = live.Object("status");
        if (!status.Exists)
        {
            return new(HealthStatus.Unknown, "No status");
        }

        var phase = status.RequiredText("phase");
        var weight = status.Number("canaryWeight") ?? throw new MalformedFieldException("status.canaryWeight", "a whole number", null);
        var parts = status.RequiredObjects("conditions").Select(condition => condition.RequiredText("message"));
        if (weight > 0)
        {
            parts = parts.Prepend($"Canary Weight: {weight} %");
        }

        return new(StatusOf(phase), phase + Separator + string.Join(Separator, parts));
    }

    private static HealthStatus StatusOf(string phase) => phase switch
    {
        "Failed" => HealthStatus.Degraded,
        "Progressing" or "Finalising" or "Promoting" => HealthStatus.Progressing,
        "Succeeded" or "Initialized" => HealthStatus.Healthy,
        _ => HealthStatus.Unknown,
    };
}
