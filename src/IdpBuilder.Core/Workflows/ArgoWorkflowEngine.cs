using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads Workflows of Argo Workflows, those that a CronWorkflow started among them.</summary>
public sealed class ArgoWorkflowEngine : IWorkflowEngine
{
    /// <inheritdoc/>
    public string Name => "Argo Workflows";

    /// <inheritdoc/>
    public GroupVersionKind RunType => ArgoWorkflowTypes.Workflow;

    /// <summary>None: a Workflow's status says everything.</summary>
    public IReadOnlyList<GroupVersionKind> PartTypes => [];

    /// <inheritdoc/>
    public bool OnlyHooks => false;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => true;

    /// <inheritdoc/>
    public ResourceSelector? PodsOf(string inNamespace, string name) => new(WorkflowPods.Type, inNamespace, $"{ArgoWorkflowLabels.Workflow}={name}");

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => pod.Label(ArgoWorkflowLabels.Workflow) == run.Name;

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) => false;

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var status = run.Status;
        var (started, finished) = (status.Time("startedAt"), status.Time("finishedAt"));
        var table = ArgoNodeStatuses.Of(status);
        var workflow = WorkflowOrigin.Of(run, Name) with
        {
            Template = WorkflowOrigin.TemplateOf(run),
            Phase = Enum.TryParse<WorkflowPhase>(status.Text("phase"), out var phase) ? phase : WorkflowPhase.Pending,
            Progress = status.Text("progress"),
            Message = status.Text("message"),
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? now) - started,
            Nodes = ArgoNodeTree.Build(table.Nodes, run, now),
            NodesUnreadable = table.Unreadable,
            Outputs = ArgoNodeTree.Parameters(status.Child("outputs")),
        };
        return workflow.Completed
            ? workflow
            : workflow with { Suspended = run.Spec.Flag("suspend") || workflow.AllNodes().Any(node => node.AwaitsResumption) };
    }
}
