namespace IdpBuilder.Health;

/// <summary>What PipelineRun and TaskRun have in common: Tekton says in one condition, Succeeded, how a run went.</summary>
internal static class TektonRunHealth
{
    public static HealthVerdict Assess(LiveFields live, string pendingReason)
    {
        var condition = live.Object("status").Condition("Succeeded");
        var status = condition switch
        {
            { IsTrue: true } => HealthStatus.Healthy,
            { IsFalse: true } => HealthStatus.Degraded,
            { } waiting when waiting.Reason == pendingReason => HealthStatus.Suspended,
            _ => HealthStatus.Progressing,
        };
        return new(status, condition?.Message ?? string.Empty);
    }
}
