using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Runs the lifecycle hooks and the exit handler of a whole workflow.</summary>
internal sealed class WorkflowHooks(WorkflowRun run)
{
    /// <summary>Runs the hooks whose condition holds or that have begun; false while one of them runs.</summary>
    public bool Run(Node root)
    {
        run.Globals["workflow.status"] = (root.Phase switch
        {
            WorkflowNodePhase.Skipped or WorkflowNodePhase.Omitted => WorkflowNodePhase.Succeeded,
            var phase => phase,
        }).ToString();
        run.Globals["workflow.failures"] = Failures();
        if (run.Status.Time("startedAt") is { } started)
        {
            run.Globals["workflow.duration"] = (run.Now - started).TotalSeconds.ToString("F6", System.Globalization.CultureInfo.InvariantCulture);
        }

        var done = true;
        foreach (var (name, value) in run.Spec.Child("hooks") ?? [])
        {
            if (name != "exit" && value is JsonObject hook)
            {
                done &= Run(WorkflowNames.LifecycleHook(root.Name, name), hook, root);
            }
        }

        return done;
    }

    /// <summary>Runs the exit handler; no node when there is none, or it is not to run.</summary>
    public TemplateOutcome RunExit()
    {
        var template = run.Spec.Text("onExit");
        var hook = template.Length > 0 ? new JsonObject { ["template"] = template } : run.Spec.Child("hooks").Child("exit");
        var name = WorkflowNames.OnExit(run.Workflow.Name);
        if (hook is null || (run.Nodes.Named(name) is null && !run.Shutdown.Allows(partOfExitHandler: true)))
        {
            return default;
        }

        var arguments = template.Length > 0 ? run.Spec.Child("arguments") : hook.Child("arguments");
        return run.Execute(new TemplateCall(name, hook, run.LocalScope, References.ResolveHook(arguments, run.Globals)) { OnExit = true, Hooked = true });
    }

    private bool Run(string name, JsonObject hook, Node root)
    {
        if (run.Nodes.Named(name) is null && !Holds(hook, root))
        {
            return true;
        }

        var arguments = References.ResolveHook(hook.Child("arguments"), run.Globals);
        var execution = run.Execute(new TemplateCall(name, hook, run.LocalScope, arguments) { Hooked = true });
        run.Nodes.Connect(root.Name, name);
        return execution.Node is { Fulfilled: true };
    }

    private bool Holds(JsonObject hook, Node root)
    {
        try
        {
            return Expression.IsTrue(hook.Text("expression"), run.Globals.AsNames());
        }
        catch (ExpressionException failure)
        {
            run.Mark(root, WorkflowNodePhase.Error, failure.Message);
            return false;
        }
    }

    // A JSON text inside a text, so that quotes survive being put into an argument.
    private string Failures()
    {
        var failures = new JsonArray();
        foreach (var node in run.Nodes.All.Where(node => node.HasFailed))
        {
            failures.Add(new JsonObject
            {
                ["displayName"] = node.DisplayName,
                ["message"] = node.Message,
                ["templateName"] = node.TemplateName,
                ["phase"] = node.Phase.ToString(),
                ["podName"] = WorkflowNames.PodName(run.Workflow.Name, node.Name, node.TemplateName),
                ["finishedAt"] = node.Json.TextOrNull("finishedAt"),
            });
        }

        return Values.ToText(Values.Write(failures));
    }
}
