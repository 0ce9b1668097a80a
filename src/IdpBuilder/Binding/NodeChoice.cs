using IdpBuilder.Errors;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>The nodes of a workflow that the user means, by name and by field.</summary>
internal static class NodeChoice
{
    /// <summary>Whether a node is meant by all that was given; null where nothing was.</summary>
    /// <param name="names">Display names; wildcards are allowed.</param>
    /// <param name="selector">A field selector; empty for none.</param>
    /// <exception cref="IdpException"><c>NodeFieldSelectorInvalid</c>.</exception>
    public static Func<WorkflowNode, bool>? Of(IReadOnlyCollection<string> names, string selector)
    {
        if (names.Count == 0 && selector.Length == 0)
        {
            return null;
        }

        var fields = NodeFieldSelector.Parse(selector);
        return node => (names.Count == 0 || names.Any(name => Wildcards.Fit(name, node.DisplayName))) && fields.Matches(node);
    }
}
