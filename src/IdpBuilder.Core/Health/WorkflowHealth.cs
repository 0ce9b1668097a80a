namespace IdpBuilder.Health;

/// <summary>A Workflow is healthy when it has succeeded.</summary>
internal static class WorkflowHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var status = live.Object("status");
        var verdict = status.Text("phase") switch
        {
            "" or "Pending" or "Running" => HealthStatus.Progressing,
            "Succeeded" => HealthStatus.Healthy,
            "Failed" or "Error" => HealthStatus.Degraded,
            _ => HealthStatus.Unknown,
        };
        return new(verdict, status.Text("message"));
    }
}
