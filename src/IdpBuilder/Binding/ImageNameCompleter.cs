using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IdpBuilder.Docker;

namespace IdpBuilder.Binding;

/// <summary>Completes the names of the images that the Docker engine has.</summary>
public sealed class ImageNameCompleter : IArgumentCompleter
{
    // Completion happens between two key strokes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var provider = ModuleState.Current.Provider<DockerClusterProvider>();
        using var patience = new CancellationTokenSource(Patience, Services.Clock);
        var names = Task.Run(() => provider.ImageNamesAsync(patience.Token), patience.Token);
        try
        {
            // A completer answers synchronously; this thread waits for the pool, never the other way round.
            names.Wait(patience.Token);
            return Completion.Matching(wordToComplete, names.Result);
        }
        catch (Exception failure) when (failure is AggregateException or OperationCanceledException)
        {
            return [];
        }
    }
}
