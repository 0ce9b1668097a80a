using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads Jobs, with their Pods as nodes.</summary>
public sealed class JobEngine : IWorkflowEngine
{
    private static readonly GroupVersionKind Pod = new(string.Empty, "v1", "Pod");

    /// <inheritdoc/>
    public string Name => "Kubernetes Job";

    /// <inheritdoc/>
    public GroupVersionKind RunType { get; } = new("batch", "v1", "Job");

    /// <inheritdoc/>
    public IReadOnlyList<GroupVersionKind> PartTypes => [Pod];

    /// <inheritdoc/>
    public bool OnlyHooks => true;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => WorkflowOrigin.HookOf(candidate).Length > 0;

    /// <inheritdoc/>
    public ResourceSelector? PodsOf(string inNamespace, string name) => new(WorkflowPods.Type, inNamespace);

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => IsPart(run, pod);

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) =>
        candidate.Kind == "Pod"
        && candidate.Namespace == run.Namespace
        && candidate.Metadata.Children("ownerReferences").Any(owner => owner.Text("uid") == run.Uid && run.Uid.Length > 0);

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var (phase, condition) = PhaseOf(run);
        var started = run.Status.Time("startTime");
        var finished = run.Status.Time("completionTime") ?? condition.Time("lastTransitionTime");
        var message = phase == WorkflowPhase.Failed ? condition.Text("message") : string.Empty;
        var job = new WorkflowNode
        {
            Id = run.Uid,
            Name = run.Name,
            DisplayName = run.Name,
            Type = "Job",
            Phase = NodePhaseOf(phase),
            Message = message,
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? now) - started,
            Children = [.. parts.Select(pod => PodNode.Read(pod, now)).OrderBy(pod => pod.StartedAt).ThenBy(pod => pod.Name, StringComparer.Ordinal)],
        };
        return WorkflowOrigin.Of(run, Name) with
        {
            Phase = phase,
            Progress = ProgressOf(run),
            Message = message,
            StartedAt = started,
            FinishedAt = finished,
            Duration = job.Duration,
            Nodes = [job],
            Suspended = run.Spec.Flag("suspend"),
        };
    }

    private static (WorkflowPhase Phase, JsonObject? Condition) PhaseOf(Manifest job)
    {
        foreach (var condition in job.Status.Children("conditions").Where(condition => condition.Text("status") == "True"))
        {
            switch (condition.Text("type"))
            {
                case "Failed":
                    return (WorkflowPhase.Failed, condition);
                case "Complete":
                    return (WorkflowPhase.Succeeded, condition);
            }
        }

        return (job.Status.Time("startTime") is null ? WorkflowPhase.Pending : WorkflowPhase.Running, null);
    }

    private static WorkflowNodePhase NodePhaseOf(WorkflowPhase phase) => phase switch
    {
        WorkflowPhase.Running => WorkflowNodePhase.Running,
        WorkflowPhase.Succeeded => WorkflowNodePhase.Succeeded,
        WorkflowPhase.Failed => WorkflowNodePhase.Failed,
        _ => WorkflowNodePhase.Pending,
    };

    private static string ProgressOf(Manifest job) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Status.Whole("succeeded") ?? 0}/{job.Spec.Whole("completions") ?? 1}");
}
