using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads Pods that run on their own, as hooks do.</summary>
public sealed class PodEngine : IWorkflowEngine
{
    /// <inheritdoc/>
    public string Name => "Kubernetes Pod";

    /// <inheritdoc/>
    public GroupVersionKind RunType { get; } = new(string.Empty, "v1", "Pod");

    /// <inheritdoc/>
    public IReadOnlyList<GroupVersionKind> PartTypes => [];

    /// <inheritdoc/>
    public bool OnlyHooks => true;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => WorkflowOrigin.HookOf(candidate).Length > 0;

    /// <inheritdoc/>
    public ResourceSelector? PodsOf(string inNamespace, string name) => new(WorkflowPods.Type, inNamespace, FieldSelector: $"metadata.name={name}");

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => pod.Key == run.Key;

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) => false;

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var node = PodNode.Read(run, now);
        return WorkflowOrigin.Of(run, Name) with
        {
            Phase = PhaseOf(node.Phase),
            Progress = node.Phase == WorkflowNodePhase.Succeeded ? "1/1" : "0/1",
            Message = node.Message,
            StartedAt = node.StartedAt,
            FinishedAt = node.FinishedAt,
            Duration = node.Duration,
            Nodes = [node],
        };
    }

    private static WorkflowPhase PhaseOf(WorkflowNodePhase phase) => phase switch
    {
        WorkflowNodePhase.Running => WorkflowPhase.Running,
        WorkflowNodePhase.Succeeded => WorkflowPhase.Succeeded,
        WorkflowNodePhase.Failed => WorkflowPhase.Failed,
        _ => WorkflowPhase.Pending,
    };
}
