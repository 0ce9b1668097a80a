using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IdpBuilder.Docker;

namespace IdpBuilder.Binding;

/// <summary>Completes the Kubernetes versions for which the module knows an image, minors first.</summary>
public sealed class KubernetesVersionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(wordToComplete, DockerClusterProvider.KnownVersions.SelectMany(version => new[] { version[..version.LastIndexOf('.')], version }));
}
