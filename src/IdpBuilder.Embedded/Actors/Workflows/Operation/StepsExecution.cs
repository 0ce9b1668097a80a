using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes a steps template: its groups one after the other.</summary>
internal sealed class StepsExecution(WorkflowRun run, TemplateCall call, TemplateScope scope, JsonObject template)
{
    private readonly OutputScope _outputs = new(run, scope, "steps", template);

    /// <summary>Brings the groups as far as they can go now.</summary>
    public TemplateOutcome Run()
    {
        var node = run.Nodes.Named(call.NodeName) ?? Begin();
        var groups = Groups().ToArray();
        for (var index = 0; index < groups.Length; index++)
        {
            var group = Connect(node, index);
            new StepGroupExecution(run, call, scope, node, group, _outputs).Run(groups[index]);
            if (!group.Fulfilled)
            {
                return new TemplateOutcome(node);
            }

            if (group.HasFailed)
            {
                SetOutbound(node, groups.Length);
                return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Failed, group.Message));
            }

            AddOutputs(group, groups[index]);
        }

        SetOutbound(node, groups.Length);
        TemplateOutputs.Take(run, node, template, _outputs.Own);
        return new TemplateOutcome(run.Mark(node, WorkflowNodePhase.Succeeded));
    }

    private IEnumerable<IReadOnlyList<JsonObject>> Groups() =>
        (template["steps"] as JsonArray ?? []).Select(group => group switch
        {
            JsonArray steps => (IReadOnlyList<JsonObject>)[.. steps.OfType<JsonObject>()],
            JsonObject step => [step],
            _ => [],
        });

    private Node Begin()
    {
        var node = run.Initialize(call, NodeType.Steps, WorkflowNodePhase.Running);
        if (template.Child("inputs") is { Count: > 0 } inputs)
        {
            node.Json["inputs"] = inputs.DeepClone();
        }

        return node;
    }

    // A group comes after every node by which the group before leads on.
    private Node Connect(Node node, int index)
    {
        var name = WorkflowNames.StepGroup(call.NodeName, index);
        var group = run.Nodes.Named(name)
            ?? run.Initialize(name, [], scope, node.Id, NodeType.StepGroup, WorkflowNodePhase.Running);
        if (index == 0)
        {
            node.AddChild(group.Id);
            return group;
        }

        var before = run.Nodes.Named(WorkflowNames.StepGroup(call.NodeName, index - 1))!;
        var children = before.Children.ToArray();
        var parents = children.Length == 0 ? [before.Id] : children.SelectMany(run.Nodes.Outbound);
        foreach (var parent in parents)
        {
            run.Nodes.Find(parent)?.AddChild(group.Id);
        }

        return group;
    }

    private void AddOutputs(Node group, IReadOnlyList<JsonObject> steps)
    {
        foreach (var step in steps)
        {
            var name = $"{group.Name}.{step.Text("name")}";
            if (run.Nodes.Named(name) is { } node)
            {
                _outputs.Add(step, node);
            }
            else
            {
                _outputs.AddLoop(step.Text("name"), [.. group.Children.Select(run.Nodes.Find).OfType<Node>().Where(child => child.Name.StartsWith(name + "(", StringComparison.Ordinal))]);
                _outputs.Own[$"steps.{step.Text("name")}.status"] = group.Phase.ToString();
            }
        }
    }

    private void SetOutbound(Node node, int groups)
    {
        for (var index = groups - 1; index >= 0; index--)
        {
            if (run.Nodes.Named(WorkflowNames.StepGroup(call.NodeName, index)) is { } last)
            {
                node.OutboundNodes = [.. last.Children.SelectMany(run.Nodes.Outbound)];
                return;
            }
        }
    }
}
