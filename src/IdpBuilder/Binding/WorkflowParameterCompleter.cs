using System.Collections;
using System.Management.Automation;
using IdpBuilder.Clusters;
using IdpBuilder.Commands;
using IdpBuilder.Workflows;

namespace IdpBuilder.Binding;

/// <summary>
/// Completes whole hashtables of the parameters that the template declares: first what it demands, then each parameter with each value
/// it allows. Inside of a hashtable PowerShell asks no completer.
/// </summary>
public sealed class WorkflowParameterCompleter : ClusterObjectCompleter
{
    /// <inheritdoc/>
    private protected override async Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop)
    {
        if (StartIdpWorkflowCommand.TemplateMeant(given) is not { } target
            || await cluster.Api.GetAsync(target, stop).ConfigureAwait(false) is not { } template)
        {
            return [];
        }

        var declared = DeclaredParameters.Of(template);
        var demanded = declared.Where(parameter => parameter.Required).Select(parameter => Entry(parameter, ValuesOf(parameter)[0])).ToArray();
        var whole = demanded.Length > 1 ? [$"@{{ {string.Join("; ", demanded)} }}"] : Array.Empty<string>();
        return whole.Concat(declared.SelectMany(parameter => ValuesOf(parameter).Select(value => $"@{{ {Entry(parameter, value)} }}")));
    }

    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Offer(string typed, IEnumerable<string> names) => Completion.Code(typed, names);

    private static string[] ValuesOf(WorkflowTemplateParameter parameter) =>
        parameter.Enum.Count > 0 ? [.. parameter.Enum] : [parameter.Default ?? string.Empty];

    private static string Entry(WorkflowTemplateParameter parameter, string value) => $"{Key(parameter.Name)} = {Completion.Literal(value)}";

    private static string Key(string name) =>
        char.IsLetter(name.FirstOrDefault()) && name.All(character => char.IsLetterOrDigit(character) || character == '_') ? name : Completion.Literal(name);
}
