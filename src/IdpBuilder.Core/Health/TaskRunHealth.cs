namespace IdpBuilder.Health;

/// <summary>A Tekton TaskRun is judged by its Succeeded condition; one that was made to wait is suspended.</summary>
internal static class TaskRunHealth
{
    public static HealthVerdict Assess(LiveFields live) => TektonRunHealth.Assess(live, "TaskRunPending");
}
