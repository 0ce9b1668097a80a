using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Leaves;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes one template: finds it, puts the arguments in, keeps limits, retries, and hands over to what its kind asks for.</summary>
internal sealed class TemplateExecution(WorkflowRun run, TemplateCall call)
{
    private const int DeepestCalls = 100;

    /// <summary>Brings the node as far as it can go now.</summary>
    public TemplateOutcome Run()
    {
        var node = run.Nodes.Named(call.NodeName);
        if (node is { Fulfilled: true, Daemoned: false })
        {
            return new TemplateOutcome(node);
        }

        if (run.Depth >= DeepestCalls)
        {
            return run.Fail(call, "max recursion depth exceeded");
        }

        run.Depth++;
        try
        {
            return Execute(node);
        }
        catch (TemplateFailedException failure)
        {
            return run.Fail(call, failure.Message);
        }
        finally
        {
            run.Depth--;
        }
    }

    private TemplateOutcome Execute(Node? node)
    {
        var resolved = run.Resolver.Resolve(call.Holder, call.Scope);
        run.Resolver.MergeDefaults(resolved.Template);
        var retry = RetryStrategyOf(resolved.Template);
        var template = run.Arguments.Process(resolved.Template, call.Arguments, Locals(resolved.Template, retry is null));
        if (WaitedTooLong(template, node))
        {
            run.PodsToDelete.AddRange(run.PodOf(node!.Id) is { } pod ? [pod.Name] : []);
            return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Failed, "timeout"), Interruption.Timeout, "timeout");
        }

        if (new ParallelismLimit(run, call).IsReached(template, node))
        {
            return new TemplateOutcome(node, Interruption.Parallelism);
        }

        if (new LockedTemplate(run, call, template).Wait(node) is { } waiting)
        {
            return new TemplateOutcome(waiting);
        }

        // The strategy is read from the template with its arguments: limits may be parameters.
        return RetryStrategyOf(template) is { } strategy
            ? new RetryExecution(run, call, resolved.Scope, template, strategy).Run(node)
            : Dispatch(run, call, resolved.Scope, template);
    }

    /// <summary>Hands over to what the template's kind asks for.</summary>
    public static TemplateOutcome Dispatch(WorkflowRun run, TemplateCall call, TemplateScope scope, JsonObject template)
    {
        var kind = TemplateKind.Of(template);
        var execution = kind switch
        {
            TemplateKind.Steps => new StepsExecution(run, call, scope, template).Run(),
            TemplateKind.Dag => new DagExecution(run, call, scope, template).Run(),
            TemplateKind.Suspend => new SuspendExecution(run, call, template).Run(),
            _ when TemplateKind.IsPod(kind) => new PodExecution(run, call, template).Run(),
            "http" or "plugin" => run.Fail(call, $"the embedded cluster runs no agent, which a template of type {kind} needs"),
            _ => run.Fail(call, $"Template '{template.Text("name")}' missing specification"),
        };
        if (execution.Node is { } node && template.Child("metadata").Child("annotations").TextOrNull(ArgoWorkflowLabels.DisplayName) is { } display)
        {
            node.Json["displayName"] = display;
        }

        return execution;
    }

    private JsonObject? RetryStrategyOf(JsonObject template) => template.Child("retryStrategy") ?? run.Spec.Child("retryStrategy");

    private VariableSet Locals(JsonObject template, bool knowsPod)
    {
        var locals = new VariableSet { ["node.name"] = call.NodeName };
        if (knowsPod && TemplateKind.IsPod(TemplateKind.Of(template)))
        {
            locals["pod.name"] = WorkflowNames.PodName(run.Workflow.Name, call.NodeName, template.Text("name"));
        }

        if (call.NameVariable.Length > 0)
        {
            locals[call.NameVariable] = call.Holder.Text("name");
        }

        return locals;
    }

    private bool WaitedTooLong(JsonObject template, Node? node)
    {
        if (node?.StartedAt is not { } started || node.Phase != WorkflowNodePhase.Pending)
        {
            return false;
        }

        foreach (var limit in new[] { template.Text("timeout"), template.Text("pendingTimeout") }.Where(text => text.Length > 0))
        {
            var deadline = started + WorkflowRun.DurationOf(limit);
            if (run.Now >= deadline)
            {
                return true;
            }

            run.LookAgainAt(deadline);
        }

        return false;
    }
}
