namespace IdpBuilder.Workflows;

/// <summary>Finds why a workflow failed: the nodes that failed themselves, not those that only hold them.</summary>
public static class WorkflowCauses
{
    /// <summary>The failed leaf nodes in order; attempts that a later attempt replaced are left out.</summary>
    public static IReadOnlyList<WorkflowNode> FailedLeaves(Workflow workflow)
    {
        var leaves = new List<WorkflowNode>();
        foreach (var node in workflow.Nodes)
        {
            Collect(node, leaves);
        }

        return leaves;
    }

    /// <summary>What a node says about its failure, with its exit code if the message does not name it.</summary>
    public static string Describe(WorkflowNode node)
    {
        var message = node.Message.Length > 0 ? node.Message : node.Phase.ToString();
        return node.ExitCode is null or 0 || message.Contains("exit code", StringComparison.Ordinal)
            ? message
            : $"{message} (exit code {node.ExitCode})";
    }

    private static void Collect(WorkflowNode node, List<WorkflowNode> leaves)
    {
        var before = leaves.Count;
        foreach (var child in Relevant(node))
        {
            Collect(child, leaves);
        }

        if (node.HasFailed && leaves.Count == before)
        {
            leaves.Add(node);
        }
    }

    // A retry or a Job tries again: only its last attempt counts, and none if it came out well after all.
    private static IEnumerable<WorkflowNode> Relevant(WorkflowNode node)
    {
        if (node.Type is not ("Retry" or "Job"))
        {
            return node.Children;
        }

        var attempts = node.Children.Where(child => !child.IsHook).ToArray();
        return node.HasFailed && attempts.Length > 0 ? [attempts[^1]] : [];
    }
}
