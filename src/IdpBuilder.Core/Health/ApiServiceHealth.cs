namespace IdpBuilder.Health;

/// <summary>An APIService is healthy when its API is available.</summary>
internal static class ApiServiceHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        if (live.Object("status").Condition("Available") is not { } available)
        {
            return new(HealthStatus.Progressing, "Waiting to be processed");
        }

        var status = available.IsTrue ? HealthStatus.Healthy : HealthStatus.Progressing;
        return new(status, $"{available.Reason}: {available.Message}");
    }
}
