using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded;
using IdpBuilder.Pipeline;
using IdpBuilder.Reporting;

namespace IdpBuilder;

/// <summary>
/// What the module knows in one runspace: its providers, and with them its embedded clusters.
/// Runspaces do not see each other's names; a <see cref="Cluster"/> object leads back to where it was made.
/// </summary>
internal sealed class ModuleState : IAsyncDisposable
{
    private static readonly ConditionalWeakTable<Runspace, ModuleState> States = [];
    private static readonly ConditionalWeakTable<Cluster, ModuleState> Owners = [];

    private readonly IReadOnlyList<IClusterProvider> _providers;
    private readonly ConcurrentDictionary<string, IReadOnlyList<TimelineStep>> _steps = new(StringComparer.OrdinalIgnoreCase);

    private ModuleState(IReadOnlyList<IClusterProvider> providers) => _providers = providers;

    /// <summary>The state of the runspace that runs on this thread; made when first asked for, closed with it.</summary>
    public static ModuleState Current => States.GetValue(
        Runspace.DefaultRunspace ?? throw new InvalidOperationException("The cmdlets of IdpBuilder run in a PowerShell runspace only."), Open);

    /// <summary>Closes every cluster of every runspace, when the module is removed.</summary>
    public static async Task CloseAllAsync()
    {
        foreach (var (_, state) in States)
        {
            await state.DisposeAsync().ConfigureAwait(false);
        }

        States.Clear();
    }

    /// <summary>A provider by its kind.</summary>
    public IClusterProvider Provider(ClusterProvider kind) => _providers.First(provider => provider.Kind == kind);

    /// <summary>A provider by its type, for what only it can do.</summary>
    public T Provider<T>()
        where T : IClusterProvider => _providers.OfType<T>().Single();

    /// <summary>The names of the clusters of other providers: names alone must tell clusters apart.</summary>
    public async Task<IReadOnlySet<string>> NamesBesideAsync(ClusterProvider provider, CancellationToken stop) =>
        (await ListAsync(null, stop).ConfigureAwait(false)).Where(cluster => cluster.Provider != provider).Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Remembers that a cluster object came from here.</summary>
    public Cluster Remember(Cluster cluster)
    {
        Owners.AddOrUpdate(cluster, this);
        return cluster;
    }

    /// <summary>Remembers the steps of making a cluster, which no cluster knows.</summary>
    public void Remember(string cluster, IReadOnlyList<TimelineStep> steps) => _steps[cluster] = steps;

    /// <summary>The steps of making the last cluster of that name here; none for one that others made.</summary>
    public IReadOnlyList<TimelineStep> StepsOf(string cluster) => _steps.GetValueOrDefault(cluster, []);

    /// <summary>The state that knows the cluster: where the object was made, or this one for a name.</summary>
    public ModuleState OwnerOf(ClusterReference reference) =>
        reference.Cluster is { } cluster && Owners.TryGetValue(cluster, out var owner) ? owner : this;

    /// <summary>The clusters of all providers, by name.</summary>
    /// <param name="reporter">Is told which cannot be looked for; null where nobody wants to know.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<IReadOnlyList<Cluster>> ListAsync(IRunReporter? reporter, CancellationToken stop)
    {
        var clusters = new List<Cluster>();
        foreach (var provider in _providers)
        {
            clusters.AddRange(await provider.ListAsync(reporter, stop).ConfigureAwait(false));
        }

        return [.. clusters.Select(Remember).OrderBy(cluster => cluster.Name, StringComparer.Ordinal)];
    }

    /// <summary>The clusters that a name or wildcard means; an error is written for a name that none has.</summary>
    public async Task<IReadOnlyList<Cluster>> FindAsync(ClusterReference reference, CommandPipeline pipeline, CancellationToken stop)
    {
        var reporter = new PipelineReporter(pipeline);
        await Provider<EmbeddedProvider>().ForgetEndedAsync(reporter, stop).ConfigureAwait(false);
        if (WildcardPattern.ContainsWildcardCharacters(reference.Name))
        {
            var pattern = new WildcardPattern(reference.Name, WildcardOptions.IgnoreCase);
            return [.. (await ListAsync(reporter, stop).ConfigureAwait(false)).Where(cluster => pattern.IsMatch(cluster.Name))];
        }

        var (found, seen) = await SearchAsync(reference, reporter, stop).ConfigureAwait(false);
        if (found is not null)
        {
            return [found];
        }

        await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.ClusterNotFound(reference.Name, seen))).ConfigureAwait(false);
        return [];
    }

    /// <summary>Opens the cluster that is meant; without a reference the only one there is.</summary>
    public async Task<ClusterConnection> ConnectAsync(ClusterReference? reference, CancellationToken stop)
    {
        var (owner, cluster) = await FindOneAsync(reference, stop).ConfigureAwait(false);
        return await owner.Provider(cluster.Provider).ConnectAsync(cluster.Name, stop).ConfigureAwait(false);
    }

    /// <summary>The cluster that is meant, without a reference the only one there is, and the state that knows it.</summary>
    public async Task<(ModuleState Owner, Cluster Cluster)> FindOneAsync(ClusterReference? reference, CancellationToken stop)
    {
        if (reference is null)
        {
            return (this, OnlyOne(await ListAsync(null, stop).ConfigureAwait(false)));
        }

        var owner = OwnerOf(reference);
        var (found, seen) = await owner.SearchAsync(reference, null, stop).ConfigureAwait(false);
        return (owner, found ?? throw CommandFailures.ClusterNotFound(reference.Name, seen));
    }

    /// <summary>The names of the clusters as far as they are known without waiting, for completion.</summary>
    public IEnumerable<string> ClusterNames()
    {
        var listing = ListAsync(null, CancellationToken.None);
        return listing.IsCompletedSuccessfully ? listing.Result.Select(cluster => cluster.Name) : [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Whoever has found it here need not wait for an engine, nor hear that none answers.
    private async Task<(Cluster? Found, IReadOnlyList<Cluster> Seen)> SearchAsync(ClusterReference reference, IRunReporter? reporter, CancellationToken stop)
    {
        var seen = new List<Cluster>();
        foreach (var provider in _providers.Where(provider => reference.Cluster is null || provider.Kind == reference.Cluster.Provider))
        {
            seen.AddRange(await provider.ListAsync(reporter, stop).ConfigureAwait(false));
            if (seen.Find(cluster => string.Equals(cluster.Name, reference.Name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return (Remember(found), seen);
            }
        }

        return (null, seen);
    }

    private static Cluster OnlyOne(IReadOnlyList<Cluster> clusters) => clusters switch
    {
        [var only] => only,
        [] => throw CommandFailures.NoCluster(),
        _ => throw CommandFailures.ClusterAmbiguous(clusters),
    };

    private static ModuleState Open(Runspace runspace)
    {
        var state = new ModuleState(Services.Providers());
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                // Whoever closes a runspace goes on when nothing of it is left, its entries in kubeconfigs included.
                Task.Run(() => state.DisposeAsync().AsTask()).Wait(AsyncCommand.CleanUpLimit);
            }
        };
        return state;
    }
}
