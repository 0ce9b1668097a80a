using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of core packages.</summary>
public sealed class CorePackageCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, Services.CorePackages.Names);
}
