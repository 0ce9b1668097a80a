using System.Globalization;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads PipelineRuns of Tekton, with their TaskRuns and the tasks that were skipped as nodes.</summary>
public sealed class PipelineRunEngine : IWorkflowEngine
{
    /// <inheritdoc/>
    public string Name => "Tekton";

    /// <inheritdoc/>
    public GroupVersionKind RunType => TektonTypes.PipelineRun;

    /// <inheritdoc/>
    public IReadOnlyList<GroupVersionKind> PartTypes => [TektonTypes.TaskRun];

    /// <inheritdoc/>
    public bool OnlyHooks => false;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => true;

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) =>
        candidate.Kind == TektonTypes.TaskRun.Kind && candidate.Namespace == run.Namespace && candidate.Label(TektonTypes.PipelineRunLabel) == run.Name;

    /// <inheritdoc/>
    public ResourceSelector? PodsOf(string inNamespace, string name) => new(WorkflowPods.Type, inNamespace, $"{TektonTypes.PipelineRunLabel}={name}");

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => pod.Namespace == run.Namespace && pod.Label(TektonTypes.PipelineRunLabel) == run.Name;

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var tasks = parts.Select(part => TaskRunNode.Read(part, now))
            .OrderBy(node => node.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(node => node.Name, StringComparer.Ordinal).ToArray();
        var pipeline = PipelineNode(run, tasks, now);
        return WorkflowOrigin.Of(run, Name) with
        {
            Template = pipeline.TemplateName,
            Phase = TektonStatus.PhaseOf(run),
            Progress = ProgressOf(run, tasks),
            Message = pipeline.Message,
            StartedAt = pipeline.StartedAt,
            FinishedAt = pipeline.FinishedAt,
            Duration = pipeline.Duration,
            Nodes = [pipeline],
            Outputs = pipeline.Outputs,
            Suspended = pipeline.StartedAt is null && TektonStatus.IsHeld(run),
        };
    }

    private static WorkflowNode PipelineNode(Manifest run, IEnumerable<WorkflowNode> tasks, DateTimeOffset now)
    {
        var (started, finished) = (run.Status.Time("startTime"), run.Status.Time("completionTime"));
        return new WorkflowNode
        {
            Id = run.Uid,
            Name = run.Name,
            DisplayName = run.Name,
            Type = run.Kind,
            TemplateName = PipelineOf(run),
            Phase = TektonStatus.NodePhaseOf(run),
            Message = TektonStatus.PhaseOf(run) == WorkflowPhase.Succeeded ? string.Empty : TektonStatus.MessageOf(run),
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? now) - started,
            Inputs = TektonStatus.Parameters(run),
            Outputs = TektonStatus.Results(run),
            Children = [.. tasks, .. Skipped(run)],
        };
    }

    private static string PipelineOf(Manifest run) =>
        run.Spec.Child("pipelineRef").Text("name") is { Length: > 0 } named ? named : run.Label(TektonTypes.PipelineLabel) ?? string.Empty;

    private static IEnumerable<WorkflowNode> Skipped(Manifest run) => run.Status.Children("skippedTasks").Select(task => new WorkflowNode
    {
        Id = $"{run.Uid}/{task.Text("name")}",
        Name = $"{run.Name}/{task.Text("name")}",
        DisplayName = task.Text("name"),
        Type = TektonTypes.TaskRun.Kind,
        Phase = WorkflowNodePhase.Skipped,
        Message = task.Text("reason"),
    });

    // The tasks of a pipeline are known once it has been resolved; until then those that have begun are all there are.
    private static string ProgressOf(Manifest run, IReadOnlyCollection<WorkflowNode> tasks)
    {
        var specification = run.Status.Child("pipelineSpec") ?? run.Spec.Child("pipelineSpec");
        var declared = specification.Children("tasks").Concat(specification.Children("finally")).Count();
        var skipped = run.Status.Children("skippedTasks").Count();
        return string.Create(CultureInfo.InvariantCulture, $"{tasks.Count(node => node.Fulfilled) + skipped}/{Math.Max(declared, tasks.Count + skipped)}");
    }
}
