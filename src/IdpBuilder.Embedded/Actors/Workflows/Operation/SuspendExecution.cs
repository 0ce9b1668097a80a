using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes a suspend template: waits for its duration, or for someone to resume it.</summary>
internal sealed class SuspendExecution(WorkflowRun run, TemplateCall call, JsonObject template)
{
    /// <summary>Begins to wait, or ends it.</summary>
    public TemplateOutcome Run()
    {
        var node = run.Nodes.Named(call.NodeName) ?? Begin();
        if (!run.Shutdown.Allows(call.OnExit))
        {
            return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Failed, run.Shutdown.Message));
        }

        if (template.Child("suspend").Scalar("duration") is { Length: > 0 } duration)
        {
            var end = (node.StartedAt ?? run.Now) + WorkflowRun.DurationOf(duration);
            if (run.Now >= end)
            {
                TakeDefaults(node);
                return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Succeeded));
            }

            run.LookAgainAt(end);
        }

        return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Running));
    }

    private Node Begin()
    {
        var node = run.Initialize(call, NodeType.Suspend, WorkflowNodePhase.Pending);
        if (template.Child("inputs") is { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        var asked = new JsonArray();
        foreach (var output in template.Child("outputs").Children("parameters").Where(output => output.Child("valueFrom").Child("supplied") is not null))
        {
            var parameter = (JsonObject)output.DeepClone();
            if (parameter.Child("valueFrom")!["default"] is null && DefaultOfInput(output.Text("name")) is { } fallback)
            {
                parameter.Child("valueFrom")!["default"] = fallback;
            }

            asked.Add(parameter);
        }

        if (asked.Count > 0)
        {
            node.Outputs = new JsonObject { ["parameters"] = asked };
        }

        return node;
    }

    private string? DefaultOfInput(string name) =>
        template.Child("inputs").Children("parameters").FirstOrDefault(input => input.Text("name") == name).Scalar("default");

    private static void TakeDefaults(Node node)
    {
        foreach (var output in node.Outputs.Children("parameters").Where(output => output["value"] is null))
        {
            output["value"] = output.Child("valueFrom").Scalar("default")
                ?? throw new TemplateFailedException($"raw output parameter '{output.Text("name")}' has not been set and does not have a default value");
            output.Remove("valueFrom");
        }
    }
}
