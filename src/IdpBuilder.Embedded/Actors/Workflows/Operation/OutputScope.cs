using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The variables that a steps or DAG template knows: its inputs, and what came out of the steps or tasks before.</summary>
internal sealed class OutputScope
{
    private readonly WorkflowRun _run;
    private readonly TemplateScope _scope;
    private readonly string _root;

    /// <summary>Begins with the inputs of a template.</summary>
    /// <param name="run">The operation.</param>
    /// <param name="scope">Where the templates of steps and tasks are found.</param>
    /// <param name="root"><c>steps</c> or <c>tasks</c>.</param>
    /// <param name="template">The template, with its arguments in it.</param>
    public OutputScope(WorkflowRun run, TemplateScope scope, string root, JsonObject template)
    {
        (_run, _scope, _root) = (run, scope, root);
        foreach (var input in template.Child("inputs").Children("parameters"))
        {
            Own["inputs.parameters." + input.Text("name")] = input.Scalar("value");
        }

        foreach (var output in run.Status.Child("outputs").Children("parameters"))
        {
            Own["workflow.outputs.parameters." + output.Text("name")] = output.Scalar("value");
        }
    }

    private OutputScope(OutputScope other)
    {
        (_run, _scope, _root) = (other._run, other._scope, other._root);
        Own = new VariableSet(other.Own);
    }

    /// <summary>The variables without the global ones.</summary>
    public VariableSet Own { get; } = new();

    /// <summary>All variables.</summary>
    public VariableSet All => _run.Globals.With(Own);

    /// <summary>The same variables, to be added to.</summary>
    public OutputScope Copy() => new(this);

    /// <summary>Adds what a step or task came to.</summary>
    /// <param name="holder">The step or task.</param>
    /// <param name="node">Its node.</param>
    public void Add(JsonObject holder, Node node)
    {
        var prefix = $"{_root}.{holder.Text("name")}.";
        var source = node.Type == NodeType.Retry && _run.Nodes.Attempts(node) is { Count: > 0 } attempts ? attempts[^1] : node;
        Own[prefix + "id"] = source.Id;
        Own[prefix + "status"] = node.Phase.ToString();
        AddText(prefix + "startedAt", source.Json.TextOrNull("startedAt"));
        AddText(prefix + "finishedAt", source.Json.TextOrNull("finishedAt"));
        AddText(prefix + "ip", source.Json.TextOrNull("podIP"));
        AddText(prefix + "hostNodeName", source.Json.TextOrNull("hostNodeName"));
        AddOutputs(prefix, source.Outputs);
        if (node.Outputs is null && node.Phase is WorkflowNodePhase.Skipped or WorkflowNodePhase.Omitted)
        {
            AddAbsent(prefix, holder);
        }
    }

    /// <summary>Adds what the rounds of a loop came to.</summary>
    public void AddLoop(string name, IReadOnlyList<Node> rounds)
    {
        var outputs = LoopOutputs.Of(rounds);
        var prefix = $"{_root}.{name}.outputs.";
        if (outputs is not null)
        {
            foreach (var (variable, value) in outputs)
            {
                Own[prefix + variable] = value;
            }
        }
    }

    /// <summary>Adds what one node came to under the name of its step or task, for hooks that look at it.</summary>
    public void AddOutputs(string prefix, JsonObject? outputs)
    {
        AddText(prefix + "outputs.result", outputs.TextOrNull("result"));
        AddText(prefix + "exitCode", outputs.TextOrNull("exitCode"));
        foreach (var parameter in outputs.Children("parameters").Where(parameter => parameter["value"] is not null))
        {
            Own[$"{prefix}outputs.parameters.{parameter.Text("name")}"] = parameter.Scalar("value");
        }
    }

    private void AddText(string name, string? value)
    {
        if (value is not null)
        {
            Own[name] = value;
        }
    }

    // What was skipped has the outputs that its template gives defaults for; the others will never come.
    private void AddAbsent(string prefix, JsonObject holder)
    {
        try
        {
            var template = _run.Resolver.Resolve(holder, _scope).Template;
            foreach (var output in template.Child("outputs").Children("parameters"))
            {
                Own[$"{prefix}outputs.parameters.{output.Text("name")}"] = output.Child("valueFrom").Scalar("default");
            }
        }
        catch (TemplateFailedException)
        {
            // A template that is not there declares nothing.
        }
    }
}
