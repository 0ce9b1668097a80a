using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads a TaskRun of Tekton as a node.</summary>
internal static class TaskRunNode
{
    /// <summary>The node; what failed in it says which step did.</summary>
    public static WorkflowNode Read(Manifest run, DateTimeOffset now)
    {
        var (started, finished) = (run.Status.Time("startTime"), run.Status.Time("completionTime"));
        var ends = run.Status.Children("steps").Select(step => (Name: step.Text("name"), State: step.Child("terminated"))).Where(step => step.State is not null).ToArray();
        var failed = ends.FirstOrDefault(step => step.State.Whole("exitCode") is not (null or 0));
        var phase = TektonStatus.NodePhaseOf(run);
        return new WorkflowNode
        {
            Id = run.Uid,
            Name = run.Name,
            DisplayName = run.Label(TektonTypes.PipelineTaskLabel) ?? run.Name,
            Type = "TaskRun",
            TemplateName = run.Spec.Child("taskRef").Text("name"),
            Phase = phase,
            Message = MessageOf(run, phase, failed.Name, failed.State),
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? now) - started,
            Inputs = TektonStatus.Parameters(run),
            Outputs = TektonStatus.Results(run),
            PodName = run.Status.Text("podName"),
            ExitCode = (int?)(failed.State ?? ends.LastOrDefault().State).Whole("exitCode"),
        };
    }

    private static string MessageOf(Manifest run, WorkflowNodePhase phase, string? step, JsonObject? end)
    {
        var said = phase == WorkflowNodePhase.Succeeded ? string.Empty : TektonStatus.MessageOf(run);
        return step is null || said.Contains(step, StringComparison.Ordinal)
            ? said
            : string.Create(CultureInfo.InvariantCulture, $"step '{step}' exited with code {end.Whole("exitCode")}: {said}");
    }
}
