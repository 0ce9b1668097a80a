using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Executes a template that a Pod runs: asks for the Pod, once.</summary>
internal sealed class PodExecution(WorkflowRun run, TemplateCall call, JsonObject template)
{
    /// <summary>Makes the node, and asks for its Pod as long as there is none.</summary>
    public TemplateOutcome Run()
    {
        var known = run.Nodes.Named(call.NodeName);
        var node = known ?? Begin();
        // A Pod that is seen beside a new node may be one of before a retry, which is gone by now: asking for the Pod tells.
        if (node.Phase != WorkflowNodePhase.Pending || (known is not null && run.PodOf(node.Id) is not null))
        {
            return new TemplateOutcome(node);
        }

        if (!run.Shutdown.Allows(call.OnExit))
        {
            return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Failed, $"workflow shutdown with strategy: {run.Shutdown.Strategy}"));
        }

        if (run.DeadlineExceeded && !call.OnExit)
        {
            return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Failed, "Step exceeded its deadline"));
        }

        var pod = new PodManifest(run, call, template).Build();
        if (run.Input.RefusedPods.TryGetValue(pod.Name, out var refusal))
        {
            return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Error, refusal), Interruption.Error, refusal);
        }

        run.PodsToCreate.Add(pod);
        return new TemplateOutcome(node);
    }

    private Node Begin()
    {
        var node = run.Initialize(call, NodeType.Pod, WorkflowNodePhase.Pending);
        node.Json["progress"] = "0/1";
        if (template.Child("inputs") is { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        return node;
    }
}
