namespace IdpBuilder.Health;

/// <summary>An ApplicationSet is healthy when the Applications it generates are up to date.</summary>
internal static class ApplicationSetHealth
{
    // In order of precedence: an error outweighs whatever else is said, wherever it stands in the list.
    private static readonly (string Type, string Status, HealthStatus Health)[] Precedence =
    [
        ("ErrorOccurred", "True", HealthStatus.Degraded),
        ("ResourcesUpToDate", "False", HealthStatus.Degraded),
        ("RolloutProgressing", "True", HealthStatus.Progressing),
        ("ResourcesUpToDate", "True", HealthStatus.Healthy),
    ];

    public static HealthVerdict Assess(LiveFields live)
    {
        var conditions = live.Object("status").Conditions();
        foreach (var (type, status, health) in Precedence)
        {
            if (conditions.FirstOrDefault(condition => condition.Type == type && condition.Status == status) is { } found)
            {
                return new(health, found.Message);
            }
        }

        return new(HealthStatus.Progressing, "Waiting for the status to be reported");
    }
}
