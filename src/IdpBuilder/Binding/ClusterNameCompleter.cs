using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the clusters that exist.</summary>
public sealed class ClusterNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, ModuleState.Current.ClusterNames());
}
