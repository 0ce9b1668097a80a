using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Lets a template with <c>synchronization</c> wait for its locks.</summary>
internal sealed class LockedTemplate(WorkflowRun run, TemplateCall call, JsonObject template)
{
    private const string Field = "synchronizationStatus";

    /// <summary>The node that waits; null when the template may be executed.</summary>
    public Node? Wait(Node? node)
    {
        if (template.Child("synchronization") is not { } synchronization)
        {
            return null;
        }

        var verdict = run.Locks.TryAcquire(synchronization, WorkflowNames.NodeId(run.Workflow.Name, call.NodeName));
        if (verdict.Acquired)
        {
            GoOn(node);
            return null;
        }

        var waiting = node ?? Begin();
        waiting.Message = verdict.Message;
        waiting.Json[Field] = new JsonObject { ["waiting"] = verdict.Lock };
        return waiting;
    }

    private static void GoOn(Node? node)
    {
        if (node?.Json.Remove(Field) == true)
        {
            node.Message = string.Empty;
            node.Phase = node.Type == NodeType.Pod ? WorkflowNodePhase.Pending : WorkflowNodePhase.Running;
        }
    }

    private Node Begin()
    {
        var node = run.Initialize(call, TypeOf(TemplateKind.Of(template)), WorkflowNodePhase.Pending);
        if (template.Child("inputs") is { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        return node;
    }

    private string TypeOf(string kind) => kind switch
    {
        _ when (template.Child("retryStrategy") ?? run.Spec.Child("retryStrategy")) is not null => NodeType.Retry,
        TemplateKind.Steps => NodeType.Steps,
        TemplateKind.Dag => NodeType.Dag,
        TemplateKind.Suspend => NodeType.Suspend,
        _ => NodeType.Pod,
    };
}
