using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>
/// Reads Canaries of Flagger: the run is the analysis and promotion of the last revision that it saw.
/// Source: fluxcd/flagger pkg/apis/flagger/v1beta1/status.go and pkg/canary/status.go.
/// </summary>
public sealed class CanaryEngine : IWorkflowEngine
{
    /// <inheritdoc/>
    public string Name => "Flagger";

    /// <inheritdoc/>
    public GroupVersionKind RunType { get; } = new("flagger.app", "v1beta1", "Canary");

    /// <inheritdoc/>
    public IReadOnlyList<GroupVersionKind> PartTypes => [];

    /// <inheritdoc/>
    public bool OnlyHooks => false;

    /// <inheritdoc/>
    public bool IsRun(Manifest candidate) => true;

    /// <inheritdoc/>
    public bool IsPart(Manifest run, Manifest candidate) => false;

    /// <summary>None: Flagger itself does the work, and its Pods belong to the application.</summary>
    public ResourceSelector? PodsOf(string inNamespace, string name) => null;

    /// <inheritdoc/>
    public bool IsPod(Manifest run, Manifest pod) => false;

    /// <inheritdoc/>
    public Workflow Read(Manifest run, IReadOnlyList<Manifest> parts, DateTimeOffset now)
    {
        var state = run.Status.Text("phase");
        var phase = PhaseOf(state);
        var promoted = run.Status.Children("conditions").FirstOrDefault(condition => condition.Text("type") == "Promoted");
        var changed = run.Status.Time("lastTransitionTime") ?? promoted.Time("lastTransitionTime");
        var ended = phase is WorkflowPhase.Succeeded or WorkflowPhase.Failed ? changed : null;
        var target = run.Spec.Child("targetRef");
        var analysis = new WorkflowNode
        {
            Id = run.Uid,
            Name = run.Name,
            DisplayName = $"{target.Text("kind")} {target.Text("name")}",
            Type = run.Kind,
            Phase = NodePhaseOf(phase),
            Message = Detail(run.Status),
            FinishedAt = ended,
        };
        return WorkflowOrigin.Of(run, Name) with
        {
            Phase = phase,
            Progress = ProgressOf(run),
            Message = phase == WorkflowPhase.Succeeded ? string.Empty : promoted.Text("message") is { Length: > 0 } said ? said : state,
            FinishedAt = ended,
            Nodes = [analysis],
            Suspended = state is "Waiting" or "WaitingPromotion",
        };
    }

    private static WorkflowPhase PhaseOf(string state) => state switch
    {
        "" => WorkflowPhase.Pending,
        "Initialized" or "Succeeded" => WorkflowPhase.Succeeded,
        "Failed" or "Terminated" => WorkflowPhase.Failed,
        _ => WorkflowPhase.Running,
    };

    private static WorkflowNodePhase NodePhaseOf(WorkflowPhase phase) => phase switch
    {
        WorkflowPhase.Running => WorkflowNodePhase.Running,
        WorkflowPhase.Succeeded => WorkflowNodePhase.Succeeded,
        WorkflowPhase.Failed => WorkflowNodePhase.Failed,
        _ => WorkflowNodePhase.Pending,
    };

    private static string Detail(JsonObject? status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Text("phase")}, weight {status.Whole("canaryWeight") ?? 0} %, iteration {status.Whole("iterations") ?? 0}, failed checks {status.Whole("failedChecks") ?? 0}");

    // Of an analysis by iterations, those that are done; of one by weight, the weight that it has come to.
    private static string ProgressOf(Manifest run)
    {
        var analysis = run.Spec.Child("analysis");
        var (done, all) = analysis.Whole("iterations") is > 0 and var iterations
            ? (run.Status.Whole("iterations") ?? 0, iterations)
            : (run.Status.Whole("canaryWeight") ?? 0, analysis.Whole("maxWeight") ?? 0);
        return all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(done, all)}/{all}") : string.Empty;
    }
}
