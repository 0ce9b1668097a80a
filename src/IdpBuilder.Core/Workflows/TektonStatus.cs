using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>
/// What PipelineRuns and TaskRuns say of themselves: one condition, Succeeded, decides; its reasons are many and new ones come.
/// Source: tektoncd/pipeline pkg/apis/pipeline/v1/pipelinerun_types.go and taskrun_types.go.
/// </summary>
internal static class TektonStatus
{
    /// <summary>Where a run stands.</summary>
    public static WorkflowPhase PhaseOf(Manifest run) => Condition(run).Text("status") switch
    {
        "True" => WorkflowPhase.Succeeded,
        "False" => WorkflowPhase.Failed,
        _ => run.Status.Time("startTime") is null ? WorkflowPhase.Pending : WorkflowPhase.Running,
    };

    /// <summary>The same for the node that it is; a task that was cancelled or ignored is said to have failed.</summary>
    public static WorkflowNodePhase NodePhaseOf(Manifest run) => PhaseOf(run) switch
    {
        WorkflowPhase.Succeeded => WorkflowNodePhase.Succeeded,
        WorkflowPhase.Failed => WorkflowNodePhase.Failed,
        WorkflowPhase.Running => WorkflowNodePhase.Running,
        _ => WorkflowNodePhase.Pending,
    };

    /// <summary>What it says about that.</summary>
    public static string MessageOf(Manifest run) => Condition(run).Text("message");

    /// <summary>Whether somebody asked it not to begin yet.</summary>
    public static bool IsHeld(Manifest run) => run.Spec.Text("status") is "PipelineRunPending" or "TaskRunPending";

    /// <summary>The values it gave.</summary>
    public static IReadOnlyList<WorkflowParameter> Results(Manifest run) =>
        [.. run.Status.Children("results").Select(result => new WorkflowParameter(result.Text("name"), TextOf(result["value"])))];

    /// <summary>The values it was given.</summary>
    public static IReadOnlyList<WorkflowParameter> Parameters(Manifest run) =>
        [.. run.Spec.Children("params").Select(parameter => new WorkflowParameter(parameter.Text("name"), TextOf(parameter["value"])))];

    private static JsonObject? Condition(Manifest run) =>
        run.Status.Children("conditions").FirstOrDefault(condition => condition.Text("type") == "Succeeded");

    // Lists and mappings are values as well.
    private static string? TextOf(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : value?.ToJsonString();
}
