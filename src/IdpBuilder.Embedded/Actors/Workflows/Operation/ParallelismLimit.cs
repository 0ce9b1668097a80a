using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Keeps <c>parallelism</c> of the workflow and of templates, and <c>failFast</c> of templates.</summary>
internal sealed class ParallelismLimit(WorkflowRun run, TemplateCall call)
{
    private const string FailedFast = "template has failed or errored children and failFast enabled";

    /// <summary>Whether the template must wait, because as many run as may run at once or because its parent is about to fail.</summary>
    public bool IsReached(JsonObject template, Node? node)
    {
        if (run.Spec.Whole("parallelism") is { } all && ActivePods(string.Empty) >= all && !HasBegun(node))
        {
            return true;
        }

        if (node is not null && TemplateKind.IsGroup(TemplateKind.Of(template)) && IsReachedInside(template, node))
        {
            return true;
        }

        return call.BoundaryId.Length > 0 && !HasBegun(node) && run.BoundaryTemplate(call.BoundaryId) is { } boundary && IsReachedAround(boundary);
    }

    // What runs already must be followed up, whatever the limit says.
    private static bool HasBegun(Node? node) => node?.Phase is WorkflowNodePhase.Pending or WorkflowNodePhase.Running;

    private bool IsReachedInside(JsonObject template, Node node) => FailsFast(template, node);

    private bool IsReachedAround(JsonObject boundary) =>
        FailsFast(boundary, run.Nodes.Find(call.BoundaryId)!)
        || (boundary.Whole("parallelism") is { } limit && ActiveChildren(call.BoundaryId) >= limit);

    private bool FailsFast(JsonObject template, Node node)
    {
        if (!template.Flag("failFast") || !Children(node.Id).Any(child => child.HasFailed))
        {
            return false;
        }

        if (ActivePods(node.Id) == 0)
        {
            foreach (var group in Inside(node.Id).Where(child => child is { Type: NodeType.StepGroup, Fulfilled: false }))
            {
                run.Mark(group, WorkflowNodePhase.Failed, FailedFast);
            }

            run.Mark(node, WorkflowNodePhase.Failed, FailedFast);
        }

        return true;
    }

    private int ActivePods(string boundary) =>
        run.Nodes.All.Count(node => node is { Type: NodeType.Pod, Fulfilled: false, WaitsForLock: false } && (boundary.Length == 0 || node.BoundaryId == boundary));

    private int ActiveChildren(string boundary) => Children(boundary).Count(node => !node.Fulfilled);

    private IEnumerable<Node> Inside(string boundary) => run.Nodes.All.Where(node => node.BoundaryId == boundary);

    private IEnumerable<Node> Children(string boundary) => Inside(boundary).Where(node => node.Type is NodeType.Pod or NodeType.Steps or NodeType.Dag);
}
