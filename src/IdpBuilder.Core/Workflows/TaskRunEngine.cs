using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads TaskRuns of Tekton that belong to no PipelineRun.</summary>
public sealed class TaskRunEngine : IWorkflowEngine
{
    /// <inheritdoc/>
    public string Name => "Tekton";

    /// <inheritdoc/>
    public GroupVersionKind RunType => TektonTypes.TaskRun;

    /// <inheritdoc/>
    public IReadOnlyList<GroupVersionKind> PartTypes => [];

    /// <inheritdoc/>
    public bool OnlyHooks => false;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => candidate.Label(TektonTypes.PipelineRunLabel) is null;

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) => false;

    /// <inheritdoc/>
    public ResourceSelector? PodsOf(string inNamespace, string name) => new(WorkflowPods.Type, inNamespace, $"{TektonTypes.TaskRunLabel}={name}");

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => pod.Namespace == run.Namespace && pod.Label(TektonTypes.TaskRunLabel) == run.Name;

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var node = TaskRunNode.Read(run, now);
        var phase = TektonStatus.PhaseOf(run);
        return WorkflowOrigin.Of(run, Name) with
        {
            Template = run.Spec.Child("taskRef").Text("name"),
            Phase = phase,
            Progress = phase == WorkflowPhase.Succeeded ? "1/1" : "0/1",
            Message = node.Message,
            StartedAt = node.StartedAt,
            FinishedAt = node.FinishedAt,
            Duration = node.Duration,
            Nodes = [node],
            Outputs = node.Outputs,
            Suspended = node.StartedAt is null && TektonStatus.IsHeld(run),
        };
    }
}
