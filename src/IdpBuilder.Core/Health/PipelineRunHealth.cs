namespace IdpBuilder.Health;

/// <summary>A Tekton PipelineRun is judged by its Succeeded condition; one that was made to wait is suspended.</summary>
internal static class PipelineRunHealth
{
    public static HealthVerdict Assess(LiveFields live) => TektonRunHealth.Assess(live, "PipelineRunPending");
}
