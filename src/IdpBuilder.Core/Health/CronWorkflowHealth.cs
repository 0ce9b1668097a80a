namespace IdpBuilder.Health;

/// <summary>A CronWorkflow is healthy unless it cannot be scheduled; how its runs end is theirs to say.</summary>
internal static class CronWorkflowHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        foreach (var condition in live.Object("status").Conditions().Where(condition => condition.IsTrue))
        {
            switch (condition.Type)
            {
                case "SpecError" or "SubmissionError":
                    return new(HealthStatus.Degraded, condition.Message);
                case "Completed":
                    return new(HealthStatus.Healthy, condition.Message);
            }
        }

        return new(HealthStatus.Healthy, "CronWorkflow is healthy.");
    }
}
