using System.Text.Json.Nodes;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>What can be done to a Workflow that runs, as patches for its object. Pure: whoever calls sends them.</summary>
public static class WorkflowActions
{
    /// <summary>Ends it: running Pods are stopped, the exit handler still runs.</summary>
    /// <exception cref="IdpException"><c>WorkflowAlreadyCompleted</c>, <c>WorkflowActionUnsupported</c>.</exception>
    public static ManifestPatch Stop(Workflow workflow) => Shutdown(workflow, "Stop", "stopped");

    /// <summary>Ends it at once, without its exit handler.</summary>
    /// <exception cref="IdpException"><c>WorkflowAlreadyCompleted</c>, <c>WorkflowActionUnsupported</c>.</exception>
    public static ManifestPatch Terminate(Workflow workflow) => Shutdown(workflow, "Terminate", "terminated");

    /// <summary>Lets it start nothing new until it is resumed.</summary>
    /// <exception cref="IdpException"><c>WorkflowAlreadyCompleted</c>, <c>WorkflowActionUnsupported</c>.</exception>
    public static ManifestPatch Suspend(Workflow workflow)
    {
        Demand(workflow, "suspended");
        return ManifestPatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["suspend"] = true } });
    }

    /// <summary>Lets a suspended workflow, and the nodes of it that wait for this, go on.</summary>
    /// <param name="run">The Workflow as the cluster has it.</param>
    /// <param name="outputs">Values for the outputs that the waiting nodes are to be supplied with.</param>
    /// <param name="now">The time at which the nodes end.</param>
    /// <param name="only">Which of the waiting nodes are meant; null for all.</param>
    /// <exception cref="IdpException">
    /// <c>WorkflowNotSuspended</c>, <c>WorkflowOutputsInvalid</c>, <c>WorkflowNodesUnreadable</c>, <c>WorkflowAlreadyCompleted</c>,
    /// <c>WorkflowActionUnsupported</c>.
    /// </exception>
    public static ManifestPatch Resume(
        Manifest run, IReadOnlyDictionary<string, string> outputs, DateTimeOffset now, Func<WorkflowNode, bool>? only = null)
    {
        var workflow = WorkflowEngines.Read(run, [], now) ?? throw WorkflowFailures.NotATemplate(run.Kind, run.Name);
        Demand(workflow, "resumed");
        var waiting = workflow.AllNodes()
            .Where(node => node.AwaitsResumption && (only is null || only(node)))
            .ToArray();
        if (waiting.Length == 0 && workflow.NodesUnreadable.Length > 0)
        {
            throw WorkflowFailures.NodesUnreadable(workflow, "resumed");
        }

        if (waiting.Length == 0 && !run.Spec.Flag("suspend"))
        {
            throw WorkflowFailures.NotSuspended(workflow);
        }

        return Resumption.Patch(workflow, run.Status, [.. waiting.Select(node => node.Id)], outputs, now);
    }

    /// <summary>Prepares one that has ended to go on from what failed, see <see cref="WorkflowRetry"/>.</summary>
    /// <param name="run">The Workflow as the cluster has it.</param>
    /// <param name="also">Which nodes are run again though they succeeded; null for none.</param>
    /// <param name="now">The time at which it begins again.</param>
    /// <returns>The run to be written, and the Pods to be deleted before.</returns>
    /// <exception cref="IdpException">
    /// <c>WorkflowNotCompleted</c>, <c>WorkflowNothingToRetry</c>, <c>WorkflowNodesUnreadable</c>, <c>WorkflowActionUnsupported</c>.
    /// </exception>
    public static (Manifest Run, IReadOnlyList<string> Pods) Retry(Manifest run, Func<WorkflowNode, bool>? also, DateTimeOffset now) =>
        WorkflowRetry.Of(run, also, now);

    /// <summary>Makes a new Workflow of one that was run before.</summary>
    /// <param name="run">The Workflow as the cluster has it; it may still run.</param>
    /// <param name="parameters">Values in place of those that it ran with.</param>
    /// <exception cref="IdpException"><c>WorkflowParametersInvalid</c>, <c>WorkflowActionUnsupported</c>.</exception>
    public static Manifest Resubmit(Manifest run, IReadOnlyDictionary<string, string> parameters)
    {
        RequireWorkflow(WorkflowEngines.Read(run, [], default) ?? throw WorkflowFailures.NotATemplate(run.Kind, run.Name), "resubmitted");
        return WorkflowResubmission.Of(run, parameters);
    }

    /// <summary>The Workflow, read, which must have ended.</summary>
    internal static Workflow RequireEnded(Manifest run, string action, DateTimeOffset now)
    {
        var workflow = WorkflowEngines.Read(run, [], now) ?? throw WorkflowFailures.NotATemplate(run.Kind, run.Name);
        RequireWorkflow(workflow, action);
        return workflow.Completed ? workflow : throw WorkflowFailures.NotCompleted(workflow, action);
    }

    private static ManifestPatch Shutdown(Workflow workflow, string strategy, string action)
    {
        Demand(workflow, action);

        // The controller does not look further at what is suspended: it would never end.
        return ManifestPatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["shutdown"] = strategy, ["suspend"] = null } });
    }

    private static void Demand(Workflow workflow, string action)
    {
        RequireWorkflow(workflow, action);
        if (workflow.Completed)
        {
            throw WorkflowFailures.AlreadyCompleted(workflow, action);
        }
    }

    private static void RequireWorkflow(Workflow workflow, string action)
    {
        if (workflow.Kind != ArgoWorkflowTypes.Workflow.Kind)
        {
            throw WorkflowFailures.ActionUnsupported(workflow, action);
        }
    }
}
