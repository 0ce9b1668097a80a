using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Runs the lifecycle hooks and the exit handler of a step or task.</summary>
internal sealed class LifecycleHooks(WorkflowRun run, TemplateScope scope, string boundaryId, string root)
{
    private const string Exit = "exit";

    /// <summary>Runs the hooks whose condition holds or that have begun; false while one of them runs.</summary>
    /// <exception cref="TemplateFailedException">A hook cannot be carried out as it is written.</exception>
    public bool RunHooks(JsonObject holder, Node node, OutputScope outputs)
    {
        var done = true;
        foreach (var (name, hook) in Hooks(holder).Where(entry => entry.Key != Exit))
        {
            var nodeName = WorkflowNames.LifecycleHook(node.Name, name);
            if (run.Nodes.Named(nodeName) is not null || Holds(hook, holder, node, outputs, nodeName))
            {
                done &= Start(nodeName, hook, hook.Child("arguments"), holder, node, outputs, onExit: false) is { Fulfilled: true };
            }
        }

        return done;
    }

    /// <summary>Runs the exit handler of a completed step or task; false while it runs.</summary>
    /// <exception cref="TemplateFailedException">It cannot be carried out as it is written.</exception>
    public bool RunExit(JsonObject holder, Node node, OutputScope outputs)
    {
        var (hook, arguments) = ExitHook(holder);
        if (hook is null || !run.Shutdown.Allows(partOfExitHandler: true))
        {
            return true;
        }

        if (hook.Text("expression").Length > 0 && !Holds(hook, holder, node, outputs, node.Name))
        {
            return true;
        }

        return Start(WorkflowNames.OnExit(node.Name), hook, arguments, holder, node, outputs, onExit: true) is { Fulfilled: true };
    }

    private (JsonObject? Hook, JsonObject? Arguments) ExitHook(JsonObject holder) =>
        holder.Text("onExit") is { Length: > 0 } template
            ? (new JsonObject { ["template"] = template }, run.Spec.Child("arguments"))
            : (holder.Child("hooks").Child(Exit), holder.Child("hooks").Child(Exit).Child("arguments"));

    private static IEnumerable<KeyValuePair<string, JsonObject>> Hooks(JsonObject holder) =>
        (holder.Child("hooks") ?? [])
            .Where(entry => entry.Value is JsonObject)
            .Select(entry => KeyValuePair.Create(entry.Key, (JsonObject)entry.Value!))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static bool Holds(JsonObject hook, JsonObject holder, Node node, OutputScope outputs, string nodeName)
    {
        if (hook.Text("expression") is not { Length: > 0 } expression)
        {
            throw new TemplateFailedException($"Expression required for hook {nodeName}");
        }

        try
        {
            return Expression.IsTrue(expression, VariablesFor(holder, node, outputs).AsNames());
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException(failure.Message);
        }
    }

    private static VariableSet VariablesFor(JsonObject holder, Node node, OutputScope outputs)
    {
        var own = outputs.Copy();
        own.Add(holder, node);
        return own.All;
    }

    private Node? Start(
        string name, JsonObject hook, JsonObject? arguments, JsonObject holder, Node node, OutputScope outputs, bool onExit)
    {
        var resolved = References.ResolveHook(arguments, VariablesFor(holder, node, outputs));
        var execution = run.Execute(new TemplateCall(name, hook, scope, resolved)
        {
            BoundaryId = boundaryId,
            OnExit = onExit,
            Hooked = true,
            NameVariable = $"{root}.name",
        });
        run.Nodes.Connect(node.Name, name);
        return execution.Node;
    }
}
