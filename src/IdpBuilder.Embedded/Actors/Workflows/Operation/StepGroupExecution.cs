using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Executes the steps of one group side by side.</summary>
internal sealed class StepGroupExecution(WorkflowRun run, TemplateCall call, TemplateScope scope, Node steps, Node group, OutputScope outputs)
{
    private readonly Dictionary<string, JsonObject> _stepOf = new(StringComparer.Ordinal);

    /// <summary>Brings the steps as far as they can go now, and the group with them.</summary>
    public void Run(IReadOnlyList<JsonObject> declared)
    {
        if (group.Fulfilled)
        {
            return;
        }

        try
        {
            foreach (var step in declared.Select(step => References.Resolve(step, outputs)).ToArray())
            {
                Expand(step);
            }

            if (!group.Fulfilled && HooksAreDone() && Children().All(child => child.Fulfilled))
            {
                Conclude();
            }
        }
        catch (TemplateFailedException failure) when (failure.ComesLater)
        {
            // What is referred to may still be reported.
        }
        catch (TemplateFailedException failure)
        {
            run.Mark(group, WorkflowNodePhase.Error, failure.Message);
        }
    }

    private IEnumerable<Node> Children() => group.Children.Select(run.Nodes.Find).OfType<Node>();

    private void Expand(JsonObject step)
    {
        var rounds = LoopExpansion.Expand(step, outputs.All);
        if (rounds.Count == 0)
        {
            Skip(step, "Skipped, empty params");
        }

        foreach (var round in rounds)
        {
            if (!group.Fulfilled)
            {
                Start(round);
            }
        }
    }

    private void Start(JsonObject step)
    {
        var name = $"{group.Name}.{step.Text("name")}";
        bool proceeds;
        try
        {
            proceeds = WhenExpression.Holds(step.Text("when"));
        }
        catch (TemplateFailedException failure)
        {
            if (run.Nodes.Named(name) is null)
            {
                run.Initialize(name, step, scope, steps.Id, NodeType.Skipped, WorkflowNodePhase.Error, failure.Message);
                run.Nodes.Connect(group.Name, name);
            }

            throw;
        }

        if (!proceeds)
        {
            Skip(step, $"when '{step.Text("when")}' evaluated false");
            return;
        }

        var execution = run.Execute(new TemplateCall(name, step, scope, step.Child("arguments"))
        {
            BoundaryId = steps.Id,
            OnExit = call.OnExit,
            NameVariable = "steps.name",
        });
        Take(name, step, execution);
    }

    private void Take(string name, JsonObject step, TemplateOutcome execution)
    {
        if (execution.Node is { } node)
        {
            _stepOf[node.Id] = step;
            run.Nodes.Connect(group.Name, name);
        }

        switch (execution.Interruption)
        {
            case Interruption.Timeout:
                run.Mark(group, WorkflowNodePhase.Failed, execution.Message);
                break;
            case Interruption.Error:
                throw new TemplateFailedException($"step group deemed errored due to child {name} error: {execution.Message}");
        }
    }

    private void Skip(JsonObject step, string reason)
    {
        var name = $"{group.Name}.{step.Text("name")}";
        if (run.Nodes.Named(name) is null)
        {
            run.Initialize(name, step, scope, steps.Id, NodeType.Skipped, WorkflowNodePhase.Skipped, reason);
            run.Nodes.Connect(group.Name, name);
        }
    }

    private bool HooksAreDone()
    {
        var hooks = new LifecycleHooks(run, scope, steps.Id, "steps");
        var done = true;
        foreach (var child in Children().ToArray())
        {
            if (_stepOf.TryGetValue(child.Id, out var step))
            {
                done &= hooks.RunHooks(step, child, outputs) && (!child.Completed || hooks.RunExit(step, child, outputs));
            }
        }

        return done;
    }

    private void Conclude()
    {
        foreach (var child in Children())
        {
            var step = _stepOf.GetValueOrDefault(child.Id);
            if (child.HasFailed && !ContinuesOn(step, child.Phase))
            {
                run.Mark(group, WorkflowNodePhase.Failed, $"child '{child.Id}' failed");
                return;
            }
        }

        run.Mark(group, WorkflowNodePhase.Succeeded);
    }

    /// <summary>Whether a step or task lets things go on in spite of its phase.</summary>
    public static bool ContinuesOn(JsonObject? holder, WorkflowNodePhase phase) =>
        holder.Child("continueOn") is { } goesOn
        && ((phase == WorkflowNodePhase.Failed && goesOn.Flag("failed")) || (phase == WorkflowNodePhase.Error && goesOn.Flag("error")));
}
