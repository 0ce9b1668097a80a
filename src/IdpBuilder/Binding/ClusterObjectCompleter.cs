using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;

namespace IdpBuilder.Binding;

/// <summary>Completes names that a cluster knows: the one given with <c>-Cluster</c>, or the only one.</summary>
public abstract class ClusterObjectCompleter : IArgumentCompleter
{
    // Completion happens between two key strokes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var state = ModuleState.Current;
        var given = fakeBoundParameters["Cluster"] switch
        {
            PSObject value => new ClusterReference(value),
            Cluster cluster => new ClusterReference(cluster),
            string name => new ClusterReference(name),
            _ => null,
        };
        using var patience = new CancellationTokenSource(Patience, Services.Clock);
        var names = Task.Run(() => NamesAsync(state, given, fakeBoundParameters, patience.Token), patience.Token);
        try
        {
            // A completer answers synchronously; this thread waits for the pool, never the other way round.
            names.Wait(patience.Token);
            return Offer(wordToComplete, names.Result);
        }
        catch (Exception failure) when (failure is AggregateException or OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>Offers the names that fit what was typed.</summary>
    private protected virtual IEnumerable<CompletionResult> Offer(string typed, IEnumerable<string> names) => Completion.Matching(typed, names);

    /// <summary>The names that can stand here, beside the parameters that are given already.</summary>
    private protected abstract Task<IEnumerable<string>> NamesAsync(ClusterConnection cluster, IDictionary given, CancellationToken stop);

    private async Task<IEnumerable<string>> NamesAsync(ModuleState state, ClusterReference? reference, IDictionary given, CancellationToken stop)
    {
        try
        {
            return await NamesAsync(await state.ConnectAsync(reference, stop).ConfigureAwait(false), given, stop).ConfigureAwait(false);
        }
        catch (IdpException)
        {
            // Where there is nothing to ask there is nothing to offer.
            return [];
        }
    }
}
