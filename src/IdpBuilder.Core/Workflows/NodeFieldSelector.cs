using System.Text;
using IdpBuilder.Errors;

namespace IdpBuilder.Workflows;

/// <summary>
/// Chooses nodes by their fields as <c>argo retry --node-field-selector</c> does: terms <c>field=value</c>, <c>field==value</c> or
/// <c>field!=value</c> between commas, all of which must hold; a backslash takes the meaning from a comma, an equals sign or a backslash.
/// Sources: argo-workflows workflow/util/util.go (SelectorMatchesNode), apimachinery pkg/fields/selector.go.
/// </summary>
public sealed class NodeFieldSelector
{
    private const string ParameterPrefix = "inputs.parameters.";
    private const string ParameterSuffix = ".value";

    private static readonly Dictionary<string, Func<WorkflowNode, string>> Fields = new(StringComparer.Ordinal)
    {
        ["displayName"] = node => node.DisplayName,
        ["id"] = node => node.Id,
        ["name"] = node => node.Name,
        ["phase"] = node => node.Phase.ToString(),
        ["templateName"] = node => node.TemplateName,
        ["templateRef.name"] = node => node.TemplateRef,
        ["templateRef.template"] = node => node.TemplateRef.Length == 0 ? string.Empty : node.TemplateName,
    };

    private readonly (Func<WorkflowNode, string> Field, bool Equal, string Value)[] _terms;

    private NodeFieldSelector((Func<WorkflowNode, string>, bool, string)[] terms) => _terms = terms;

    /// <summary>Reads a selector.</summary>
    /// <exception cref="IdpException"><c>NodeFieldSelectorInvalid</c>: a term is none, or its field does not exist.</exception>
    public static NodeFieldSelector Parse(string text) =>
        new([.. Split(text, ',').Where(term => term.Length > 0).Select(term => Term(text, term))]);

    /// <summary>Whether a node is meant.</summary>
    public bool Matches(WorkflowNode node) =>
        Array.TrueForAll(_terms, term => term.Field(node).Equals(term.Value, StringComparison.Ordinal) == term.Equal);

    private static (Func<WorkflowNode, string> Field, bool Equal, string Value) Term(string text, string term)
    {
        var at = term.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw WorkflowFailures.NodeFieldSelectorInvalid(text, $"'{term}' has no value", Fields.Keys);
        }

        var equal = term[at - 1] != '!';
        var field = term[..(equal ? at : at - 1)].Trim();
        var value = term[(at + 1)..];
        return (FieldOf(field) ?? throw WorkflowFailures.NodeFieldSelectorInvalid(text, $"nodes have no field '{field}'", Fields.Keys),
            equal, Unescaped(equal && value.StartsWith('=') ? value[1..] : value));
    }

    private static Func<WorkflowNode, string>? FieldOf(string field)
    {
        if (field.StartsWith(ParameterPrefix, StringComparison.Ordinal) && field.EndsWith(ParameterSuffix, StringComparison.Ordinal)
            && field.Length > ParameterPrefix.Length + ParameterSuffix.Length)
        {
            var name = field[ParameterPrefix.Length..^ParameterSuffix.Length];
            return node => node.Inputs.FirstOrDefault(parameter => parameter.Name == name)?.Value ?? string.Empty;
        }

        return Fields.GetValueOrDefault(field);
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == separator)
            {
                yield return text[start..index];
                start = index + 1;
            }
        }

        yield return text[start..];
    }

    private static string Unescaped(string value)
    {
        var plain = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            plain.Append(value[index] == '\\' && index + 1 < value.Length ? value[++index] : value[index]);
        }

        return plain.ToString();
    }
}
