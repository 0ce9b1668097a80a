using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Kubernetes.Existing;

/// <summary>Adopts clusters that a kubeconfig names, for as long as the session lasts. It never makes, changes or removes one.</summary>
public sealed class ExistingClusterProvider : IClusterProvider
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ExistingCluster> _clusters = new(StringComparer.Ordinal);
    private readonly ContextOpener _contexts;
    private readonly IGitHostFactory _gitHosts;
    private readonly TimeProvider _clock;

    /// <summary>Makes a provider without clusters.</summary>
    /// <param name="reader">Reads kubeconfig files.</param>
    /// <param name="gitHosts">Finds the clusters' git servers.</param>
    /// <param name="clock">Measures waits and the age of credentials.</param>
    public ExistingClusterProvider(IManifestReader reader, IGitHostFactory gitHosts, TimeProvider clock)
        : this(new ContextOpener(KubeconfigReader.OfEnvironment(reader), PodEnvironment.OfProcess(), clock), gitHosts, clock)
    {
    }

    /// <summary>Makes a provider that finds contexts in another way.</summary>
    internal ExistingClusterProvider(ContextOpener contexts, IGitHostFactory gitHosts, TimeProvider clock) =>
        (_contexts, _gitHosts, _clock) = (contexts, gitHosts, clock);

    /// <inheritdoc/>
    public ClusterProvider Kind => ClusterProvider.Existing;

    /// <summary>The contexts of a kubeconfig.</summary>
    /// <param name="path">The file; empty for those that <c>KUBECONFIG</c> or the home directory name.</param>
    public IReadOnlyCollection<string> ContextNames(string path) => _contexts.Names(path);

    /// <summary>Connects to a cluster; adopting the same context under the same name again makes the connection anew.</summary>
    /// <param name="spec">The cluster.</param>
    /// <param name="taken">Names that others bear.</param>
    /// <param name="reporter">Is told what is doubtful.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task<Cluster> AdoptAsync(ExistingClusterSpec spec, IReadOnlySet<string> taken, IRunReporter reporter, CancellationToken stop)
    {
        var context = _contexts.Open(spec.KubeConfig, spec.Context);
        var name = spec.Name.Length > 0 ? spec.Name : ContextClusterName.Of(context.Name);
        ClusterName.Validate(name);
        if (taken.Contains(name))
        {
            context.Transport.Dispose();
            throw ClusterFailures.NameTaken(name);
        }

        foreach (var warning in context.Warnings)
        {
            reporter.Warning(warning);
        }

        var cluster = await ExistingCluster.OpenAsync(spec with { Name = name }, context, _gitHosts, _clock, stop).ConfigureAwait(false);
        ExistingCluster? before;
        lock (_gate)
        {
            before = _clusters.GetValueOrDefault(name);
            if (before is null || before.Context == cluster.Context)
            {
                _clusters[name] = cluster;
            }
        }

        if (before is not null && before.Context != cluster.Context)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw ClusterFailures.NameTaken(name);
        }

        await (before?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
        return cluster.Cluster;
    }

    /// <inheritdoc/>
    public Task<Cluster> CreateAsync(ClusterSpec spec, IRunReporter reporter, CancellationToken stop) => throw ExistingFailures.NotCreated(spec.Name);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Cluster>> ListAsync(IRunReporter? reporter, CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Cluster>>(
                [.. _clusters.Values.Select(cluster => cluster.Cluster).OrderBy(cluster => cluster.Name, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<Cluster> InspectAsync(Cluster cluster, CancellationToken stop) => Find(cluster.Name).InspectAsync(stop);

    /// <inheritdoc/>
    public Task<ClusterConnection> ConnectAsync(string name, CancellationToken stop) => Task.FromResult(Find(name).Connection);

    /// <summary>Closes the connection; the cluster stays as it is.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken stop)
    {
        ExistingCluster? cluster;
        lock (_gate)
        {
            _clusters.Remove(name, out cluster);
        }

        await (cluster?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
        return cluster is not null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ExistingCluster[] clusters;
        lock (_gate)
        {
            clusters = [.. _clusters.Values];
            _clusters.Clear();
        }

        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ExistingCluster Find(string name)
    {
        lock (_gate)
        {
            return _clusters.GetValueOrDefault(name) ?? throw ClusterFailures.NotFound(name);
        }
    }
}
