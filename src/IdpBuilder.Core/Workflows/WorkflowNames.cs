using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdpBuilder.Workflows;

/// <summary>How Argo Workflows names nodes and Pods: pure functions of the workflow's and the node's name.</summary>
public static partial class WorkflowNames
{
    private const int LongestPodPrefix = 242;

    /// <summary>The id of a node; the root node, which is named like the workflow, has the workflow's name for an id.</summary>
    public static string NodeId(string workflow, string node) =>
        node == workflow ? workflow : string.Create(CultureInfo.InvariantCulture, $"{workflow}-{Hash(node)}");

    /// <summary>The name of a node's Pod in format v2.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="template">The template the node runs, as its own workflow or WorkflowTemplate names it; may be empty.</param>
    public static string PodName(string workflow, string node, string template)
    {
        if (node == workflow)
        {
            return workflow;
        }

        var prefix = template.Length == 0 ? workflow : $"{workflow}-{template}";
        prefix = prefix.Length > LongestPodPrefix ? prefix[..LongestPodPrefix] : prefix;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Hash(node)}");
    }

    /// <summary>The name of a node's exit handler.</summary>
    public static string OnExit(string node) => node + ".onExit";

    /// <summary>The name of a node's lifecycle hook.</summary>
    public static string LifecycleHook(string node, string hook) => $"{node}.hooks.{hook}";

    /// <summary>The name of a group of steps.</summary>
    public static string StepGroup(string steps, int index) => string.Create(CultureInfo.InvariantCulture, $"{steps}[{index}]");

    /// <summary>The name of an attempt at a node.</summary>
    public static string Attempt(string node, int number) => string.Create(CultureInfo.InvariantCulture, $"{node}({number})");

    /// <summary>The name of one round of a loop, without its parents' names.</summary>
    /// <param name="name">The step or task.</param>
    /// <param name="index">The round, from 0.</param>
    /// <param name="item">The item as text; parentheses are left out, because they mark rounds and attempts.</param>
    public static string Round(string name, int index, string item)
    {
        var clean = item.Replace("(", string.Empty, StringComparison.Ordinal).Replace(")", string.Empty, StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{name}({index}:{clean})");
    }

    /// <summary>What is left of a node's name when its boundary's name is taken away.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="boundary">The name of the enclosing steps or DAG node; empty for none.</param>
    public static string DisplayName(string node, string boundary)
    {
        if (boundary.Length == 0)
        {
            return node;
        }

        var rest = node.StartsWith(boundary, StringComparison.Ordinal) ? node[boundary.Length..] : node;
        return Separator().Replace(rest, string.Empty);
    }

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ part) * 16777619u);
        }

        return hash;
    }

    [GeneratedRegex(@"^(\[\d+\])?\.", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
