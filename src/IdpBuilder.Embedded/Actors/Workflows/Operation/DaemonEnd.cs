namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Ends daemons: Pods that run until what needs them is done.</summary>
internal static class DaemonEnd
{
    /// <summary>Ends every daemon of the workflow.</summary>
    public static void All(WorkflowRun run)
    {
        foreach (var node in run.Nodes.All.Where(node => node.Daemoned))
        {
            node.Daemoned = false;
            run.Mark(node, WorkflowNodePhase.Succeeded);
            if (run.PodOf(node.Id) is { } pod)
            {
                run.PodsToDelete.Add(pod.Name);
            }
        }
    }
}
