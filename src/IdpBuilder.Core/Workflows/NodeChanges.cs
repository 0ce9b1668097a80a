using System.Globalization;

namespace IdpBuilder.Workflows;

/// <summary>Tells the nodes of a workflow that have come to another phase, for output that cannot be drawn over.</summary>
public static class NodeChanges
{
    /// <summary>A line for each node that changed, those around it before it.</summary>
    /// <param name="before">The workflow as it was; null for the first time.</param>
    /// <param name="now">The workflow as it is.</param>
    public static IEnumerable<string> Between(Workflow? before, Workflow now)
    {
        var known = (before?.AllNodes() ?? []).ToDictionary(node => node.Id, node => (node.Phase, node.AwaitsResumption), StringComparer.Ordinal);
        return now.AllNodes()
            .Where(node => !known.TryGetValue(node.Id, out var seen) || seen != (node.Phase, node.AwaitsResumption))
            .Select(node => Line(now, node));
    }

    private static string Line(Workflow workflow, WorkflowNode node)
    {
        var phase = node.AwaitsResumption ? $"{node.Phase} (suspended)" : node.Phase.ToString();
        var took = node is { Fulfilled: true, Duration: { } duration } ? string.Create(CultureInfo.InvariantCulture, $" after {duration:hh\\:mm\\:ss}") : string.Empty;
        var why = node.Message.Length > 0 ? $": {node.Message.ReplaceLineEndings(" ")}" : string.Empty;
        return $"{workflow.Namespace}/{workflow.Name} {new string(' ', 2 * node.Depth)}{node.DisplayName} {phase}{took}{why}";
    }
}
