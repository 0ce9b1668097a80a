using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes a DAG template: every task as soon as what it depends on allows it.</summary>
internal sealed class DagExecution(WorkflowRun run, TemplateCall call, TemplateScope scope, JsonObject template)
{
    private readonly DagTasks _tasks = new(template);

    /// <summary>Brings the tasks as far as they can go now.</summary>
    public TemplateOutcome Run()
    {
        var node = run.Nodes.Named(call.NodeName) ?? Begin();
        var targets = _tasks.Targets();
        var execution = new DagTaskExecution(run, call, scope, template, _tasks, node);
        var hooksDone = true;
        foreach (var target in targets)
        {
            execution.Visit(target);
            hooksDone &= execution.ExitHandlerIsDone(target);
        }

        var failFast = template.Child("dag")!["failFast"] is null || template.Child("dag").Flag("failFast");
        var stopped = run.Shutdown.Requested && !call.OnExit && AllFulfilled(node);
        var phase = stopped && hooksDone
            ? WorkflowNodePhase.Failed
            : new DagAssessment(run, node, _tasks, targets, failFast).Phase();
        if (phase == WorkflowNodePhase.Running)
        {
            return new TemplateOutcome(node);
        }

        node.OutboundNodes = [.. targets.Select(execution.NodeOf).OfType<Node>().SelectMany(target => run.Nodes.Outbound(target.Id))];
        if (phase == WorkflowNodePhase.Succeeded)
        {
            TemplateOutputs.Take(run, node, template, execution.OutputsOfAll().Own);
        }

        return new TemplateOutcome(run.Mark(node, phase));
    }

    private bool AllFulfilled(Node dag) =>
        run.Nodes.All.Where(node => node.BoundaryId == dag.Id).All(node => node.Fulfilled);

    private Node Begin()
    {
        var node = run.Initialize(call, NodeType.Dag, WorkflowNodePhase.Running);
        if (template.Child("inputs") is { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        return node;
    }
}
