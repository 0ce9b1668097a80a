using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Decides whether a task runs, by the results of what it depends on.</summary>
internal static class DependsLogic
{
    /// <summary>Whether the condition holds.</summary>
    /// <param name="logic">The condition, every task in it with a result.</param>
    /// <param name="dependencies">The fulfilled nodes of those tasks, by task.</param>
    /// <param name="nodes">All nodes.</param>
    /// <exception cref="TemplateFailedException">The condition cannot be evaluated.</exception>
    public static bool Holds(string logic, IReadOnlyDictionary<string, Node> dependencies, NodeTable nodes)
    {
        var names = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (task, node) in dependencies)
        {
            names[Name(task)] = Results(node, nodes);
        }

        var text = Name(logic);
        try
        {
            return Expression.IsTrue(text, names);
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException($"unable to evaluate expression '{text}': {failure.Message}");
        }
    }

    // A dash would be a minus.
    private static string Name(string task) => task.Replace('-', '_');

    private static Dictionary<string, object?> Results(Node node, NodeTable nodes)
    {
        var rounds = node.Type == NodeType.TaskGroup ? node.Children.Select(nodes.Find).OfType<Node>().ToArray() : [];
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Succeeded"] = node.Phase == WorkflowNodePhase.Succeeded,
            ["Failed"] = node.Phase == WorkflowNodePhase.Failed,
            ["Errored"] = node.Phase == WorkflowNodePhase.Error,
            ["Skipped"] = node.Phase == WorkflowNodePhase.Skipped,
            ["Omitted"] = node.Phase == WorkflowNodePhase.Omitted,
            ["Daemoned"] = node.Daemoned && node.Phase != WorkflowNodePhase.Pending,
            ["AnySucceeded"] = Array.Exists(rounds, round => round.Phase == WorkflowNodePhase.Succeeded),
            ["AllFailed"] = rounds.Length > 0 && Array.TrueForAll(rounds, round => round.Phase == WorkflowNodePhase.Failed),
        };
    }
}
