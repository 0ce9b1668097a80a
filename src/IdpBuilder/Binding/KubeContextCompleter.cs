using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Existing;

namespace IdpBuilder.Binding;

/// <summary>Completes the contexts of the kubeconfig that is given, or of those that count.</summary>
public sealed class KubeContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var path = fakeBoundParameters["KubeConfig"]?.ToString() ?? string.Empty;
            return Completion.Matching(wordToComplete, ModuleState.Current.Provider<ExistingClusterProvider>().ContextNames(path));
        }
        catch (IdpException)
        {
            // A kubeconfig that cannot be read offers nothing; the cmdlet will say why.
            return [];
        }
    }
}
