using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes a template with a retry strategy: a Retry node whose children are the attempts.</summary>
internal sealed class RetryExecution(WorkflowRun run, TemplateCall call, TemplateScope scope, JsonObject template, JsonObject strategy)
{
    /// <summary>Follows up the last attempt, or begins another.</summary>
    public TemplateOutcome Run(Node? node)
    {
        var retry = node ?? run.Initialize(call, NodeType.Retry, WorkflowNodePhase.Running);
        if (node is null && template.Child("inputs") is { } inputs)
        {
            retry.Json["inputs"] = inputs.DeepClone();
        }

        if (!Judge(retry, out var deadline))
        {
            return new TemplateOutcome(retry);
        }

        var execution = Attempt(retry, deadline);
        if (execution.Node is { Fulfilled: true } && Judge(retry, out _))
        {
            // Another attempt is due at once.
            run.LookAgainAt(run.Now);
        }

        // What went wrong with an attempt is the attempt's matter: the strategy decides what follows from it.
        return new TemplateOutcome(retry, execution.Interruption == Interruption.Parallelism ? Interruption.Parallelism : Interruption.None);
    }

    // Whether an attempt is to be followed up or begun now.
    private bool Judge(Node retry, out DateTimeOffset? deadline)
    {
        deadline = null;
        var attempts = run.Nodes.Attempts(retry);
        if (attempts.Count == 0 || !attempts[^1].Fulfilled)
        {
            return !retry.Fulfilled;
        }

        var last = attempts[^1];
        if (!last.HasFailed)
        {
            retry.Outputs = (JsonObject?)last.Outputs?.DeepClone();
            run.Mark(retry, WorkflowNodePhase.Succeeded);
            return false;
        }

        var verdict = new RetryVerdict(run, strategy, retry, attempts).Decide();
        deadline = verdict.Deadline;
        if (verdict.End is { } message)
        {
            retry.Outputs = (JsonObject?)last.Outputs?.DeepClone();
            run.Mark(retry, last.Phase, message);
            return false;
        }

        retry.Message = verdict.Wait;
        return verdict.Wait.Length == 0;
    }

    private TemplateOutcome Attempt(Node retry, DateTimeOffset? deadline)
    {
        var attempts = run.Nodes.Attempts(retry);
        var last = attempts.LastOrDefault();
        var number = last is { Fulfilled: false } ? attempts.Count - 1 : attempts.Count;
        var name = WorkflowNames.Attempt(call.NodeName, number);
        var attempt = call with { NodeName = name, Retried = true, Deadline = deadline };
        run.Nodes.Connect(call.NodeName, name);
        try
        {
            var substituted = run.Arguments.Substitute(template, Locals(name, number, attempts.ElementAtOrDefault(number - 1)));
            return TemplateExecution.Dispatch(run, attempt, scope, substituted);
        }
        catch (TemplateFailedException failure)
        {
            return run.Fail(attempt, failure.Message);
        }
    }

    private VariableSet Locals(string name, int number, Node? last)
    {
        var locals = new VariableSet
        {
            ["node.name"] = call.NodeName,
            ["retries"] = number.ToString(CultureInfo.InvariantCulture),
            ["lastRetry.exitCode"] = last?.Outputs.TextOrNull("exitCode") ?? "0",
            ["lastRetry.status"] = last?.Phase.ToString() ?? string.Empty,
            ["lastRetry.duration"] = last?.Seconds() ?? "0",
            ["lastRetry.message"] = last?.Message ?? string.Empty,
        };
        if (TemplateKind.IsPod(TemplateKind.Of(template)))
        {
            locals["pod.name"] = WorkflowNames.PodName(run.Workflow.Name, name, template.Text("name"));
        }

        return locals;
    }
}
