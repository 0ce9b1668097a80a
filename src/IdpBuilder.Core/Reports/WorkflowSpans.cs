using IdpBuilder.Workflows;

namespace IdpBuilder.Reports;

/// <summary>Turns workflows into spans.</summary>
internal static class WorkflowSpans
{
    private const string WaitsToBeResumed = "waits to be resumed";

    /// <summary>A workflow with its nodes. What would only repeat its frame is left out: the root, a lone Pod, a group of steps.</summary>
    public static ReportSpan Of(Workflow workflow, ReportSpanKind kind = ReportSpanKind.Workflow)
    {
        var children = workflow.Nodes.Count > 0
            ? workflow.Nodes[0].Children.SelectMany(node => Shown(node, workflow.Nodes[0])).Concat(workflow.Nodes.Skip(1).SelectMany(node => Shown(node, null)))
            : [];
        var spans = children.Select(node => Node(node, workflow.Package)).ToArray();
        return new ReportSpan
        {
            Kind = kind,
            Name = workflow.Name,
            Type = workflow.Kind,
            Namespace = workflow.Namespace,
            Package = workflow.Package,
            StartedAt = workflow.StartedAt,
            FinishedAt = workflow.FinishedAt,
            Outcome = ReportOutcomes.Of(workflow.Phase),
            Message = MessageOf(workflow),
            Children = workflow.Kind == "Job" && spans.Length == 1 ? [] : spans,
        };
    }

    private static string MessageOf(Workflow workflow) =>
        workflow is { Completed: false, Suspended: true, Message.Length: 0 } ? WaitsToBeResumed
        : workflow.NodesUnreadable.Length > 0 && workflow.Message.Length == 0 ? workflow.NodesUnreadable
        : workflow.Nodes is [{ HasFailed: true, Children.Count: <= 1 } root] ? Lone(workflow, root)
        : workflow.Message;

    // The Pod of a Job says more than that the Job gave up.
    private static string Lone(Workflow workflow, WorkflowNode root)
    {
        var said = root.Children is [{ HasFailed: true } pod] && workflow.Kind == "Job" ? WorkflowCauses.Describe(pod) : WorkflowCauses.Describe(root);
        return workflow.Message.Length == 0 || said.Contains(workflow.Message, StringComparison.Ordinal) ? said
            : workflow.Message.Contains(said, StringComparison.Ordinal) ? workflow.Message
            : $"{workflow.Message}: {said}";
    }

    private static ReportSpan Node((WorkflowNode Node, bool IsAttempt) shown, string package)
    {
        var node = shown.Node;
        return new ReportSpan
        {
            Kind = shown.IsAttempt ? ReportSpanKind.Attempt : ReportSpanKind.Node,
            Name = node.DisplayName,
            Type = node.Type,
            Package = package,
            StartedAt = node.StartedAt,
            FinishedAt = node.FinishedAt,
            Outcome = ReportOutcomes.Of(node.Phase),
            Message = node is { HasFailed: true, Children.Count: 0 } ? WorkflowCauses.Describe(node) : node is { AwaitsResumption: true, Message.Length: 0 } ? WaitsToBeResumed : node.Message,
            Children = node is { Type: "Retry", HasFailed: false, Children.Count: 1 } ? [] : [.. node.Children.SelectMany(child => Shown(child, node)).Select(child => Node(child, package))],
        };
    }

    // Which steps run side by side the times show; a group whose own evaluation failed is not passed over.
    private static IEnumerable<(WorkflowNode Node, bool IsAttempt)> Shown(WorkflowNode node, WorkflowNode? parent) =>
        node.Type == "StepGroup" && node.Children.Count > 0 && (!node.HasFailed || node.Children.Any(child => child.HasFailed))
            ? node.Children.SelectMany(child => Shown(child, node))
            : [(node, !node.IsHook && parent?.Type is "Retry" or "Job")];
}
