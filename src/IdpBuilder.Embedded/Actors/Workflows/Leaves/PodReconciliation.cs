using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Brings the nodes of Pods to what became of their Pods, and ends what a shutdown or deadline ends.</summary>
internal sealed class PodReconciliation(WorkflowRun run)
{
    /// <summary>Looks at every node that is not fulfilled.</summary>
    public void Run()
    {
        foreach (var node in run.Nodes.All.Where(node => !node.Fulfilled || node.Daemoned).ToArray())
        {
            if (node.Type == NodeType.Pod)
            {
                Assess(node);
            }

            if (!node.Fulfilled)
            {
                End(node);
            }
        }
    }

    private void Assess(Node node)
    {
        if (run.PodOf(node.Id) is not { } pod)
        {
            if (node.Phase == WorkflowNodePhase.Running)
            {
                run.Mark(node, WorkflowNodePhase.Error, "pod deleted");
            }

            return;
        }

        switch (pod.Status.Text("phase"))
        {
            case "" or "Pending":
                node.Message = PendingReason(pod);
                break;
            case "Running":
                Running(node, pod);
                break;
            case "Succeeded":
                Ended(node, pod, TemplateOf(node) is { } template && template.Flag("daemon") ? WorkflowNodePhase.Failed : WorkflowNodePhase.Succeeded, string.Empty);
                break;
            case "Failed":
                var (phase, message) = PodFailure.Infer(pod);
                Ended(node, pod, phase, message);
                break;
            case var other:
                run.Mark(node, WorkflowNodePhase.Error, $"Unexpected pod phase for {pod.Name}: {other}");
                break;
        }

        node.Json["hostNodeName"] = pod.Spec.TextOrNull("nodeName");
    }

    private void Running(Node node, Manifest pod)
    {
        var isDaemon = TemplateOf(node).Flag("daemon");
        if (isDaemon && pod.Status.Children("containerStatuses").Any(container => !container.Flag("ready")))
        {
            return;
        }

        node.Message = string.Empty;
        node.Phase = WorkflowNodePhase.Running;
        node.Daemoned = isDaemon;
        if (isDaemon)
        {
            node.Json["podIP"] = pod.Status.TextOrNull("podIP");
        }
    }

    private void Ended(Node node, Manifest pod, WorkflowNodePhase phase, string message)
    {
        var missing = new PodOutputs(run, node, pod, TemplateOf(node)).Take(demand: phase == WorkflowNodePhase.Succeeded);
        node.Daemoned = false;
        node.FinishedAt = LastEnd(pod);
        run.Mark(node, missing.Length > 0 ? WorkflowNodePhase.Error : phase, missing.Length > 0 ? missing : message);
    }

    private DateTimeOffset LastEnd(Manifest pod) =>
        pod.Status.Children("initContainerStatuses").Concat(pod.Status.Children("containerStatuses"))
            .Max(container => container.Child("state").Child("terminated").Time("finishedAt")) ?? run.Now;

    private static string PendingReason(Manifest pod)
    {
        var waiting = pod.Status.Children("containerStatuses").Select(container => container.Child("state").Child("waiting")).FirstOrDefault(state => state is not null);
        waiting ??= pod.Status.Children("conditions").FirstOrDefault(condition => condition.Text("reason") == "Unschedulable");
        var (reason, message) = (waiting.Text("reason"), waiting.Text("message"));
        return message.Length > 0 ? $"{reason}: {message}" : reason;
    }

    // Its outputs may name inputs: the template is looked at with the inputs that the node was given.
    private JsonObject? TemplateOf(Node node)
    {
        if (run.TryTemplateOf(node) is not { } template)
        {
            return null;
        }

        try
        {
            return run.Arguments.Process(template, node.Inputs, new VariableSet());
        }
        catch (TemplateFailedException)
        {
            return template;
        }
    }

    private void End(Node node)
    {
        var partOfExit = run.Nodes.IsPartOfExitHandler(node);
        if (!run.Shutdown.Allows(partOfExit))
        {
            EndForShutdown(node);
        }
        else if (run.DeadlineExceeded && !partOfExit && (node.WaitsForResume || node.Type == NodeType.Pod || node.Phase == WorkflowNodePhase.Pending))
        {
            Kill(node, "Step exceeded its deadline");
        }
    }

    private void EndForShutdown(Node node)
    {
        if (node.Type == NodeType.Pod && run.PodOf(node.Id) is not null)
        {
            Kill(node, $"workflow shutdown with strategy:  {run.Shutdown.Strategy}");
        }
        else if (node.WaitsForResume || node.WaitsForLock || (node.Type == NodeType.Retry && run.Nodes.DescendantsFulfilled(node)))
        {
            run.Mark(node, WorkflowNodePhase.Failed, run.Shutdown.Message);
        }
    }

    private void Kill(Node node, string message)
    {
        if (run.PodOf(node.Id) is { } pod)
        {
            run.PodsToDelete.Add(pod.Name);
        }

        run.Mark(node, WorkflowNodePhase.Failed, message);
    }
}
