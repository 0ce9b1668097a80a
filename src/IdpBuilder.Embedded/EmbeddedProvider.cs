using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Reporting;

namespace IdpBuilder.Embedded;

/// <summary>Makes clusters inside this process: the Kubernetes API is real, what runs on it is played.</summary>
public sealed class EmbeddedProvider : IClusterProvider
{
    private readonly object _gate = new();
    private readonly EmbeddedServices _services;

    // A name without a cluster is taken: its cluster is being made.
    private readonly Dictionary<string, EmbeddedCluster?> _clusters = new(StringComparer.Ordinal);

    /// <summary>Makes a provider without clusters.</summary>
    /// <param name="connections">Opens connections to the clusters' APIs.</param>
    /// <param name="kubeconfig">Tells programs outside of this process about clusters that listen.</param>
    /// <param name="reader">Reads bodies that come as YAML.</param>
    /// <param name="programs">Renders charts and kustomizations in the clusters.</param>
    /// <param name="clock">The time outside of the clusters.</param>
    public EmbeddedProvider(
        IKubernetesApiFactory connections, IKubeconfig kubeconfig, IManifestReader reader, IProgramRunner programs, TimeProvider clock) =>
        _services = new EmbeddedServices(connections, kubeconfig, reader, programs, clock);

    /// <inheritdoc/>
    public ClusterProvider Kind => ClusterProvider.Embedded;

    /// <inheritdoc/>
    public async Task<Cluster> CreateAsync(ClusterSpec spec, IRunReporter reporter, CancellationToken stop)
    {
        ClusterName.Validate(spec.Name);
        if (spec.Replace)
        {
            await ReplaceAsync(spec, stop).ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (!_clusters.TryAdd(spec.Name, null))
            {
                throw ClusterFailures.AlreadyExists(spec.Name);
            }
        }

        EmbeddedCluster? cluster = null;
        try
        {
            cluster = await EmbeddedCluster.StartAsync(spec, _services, reporter, stop).ConfigureAwait(false);
            return cluster.Connection.Cluster;
        }
        finally
        {
            Settle(spec.Name, cluster);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Cluster>> ListAsync(IRunReporter? reporter, CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Cluster>>(
                [.. _clusters.Values.OfType<EmbeddedCluster>().Select(cluster => cluster.Connection.Cluster).OrderBy(cluster => cluster.Name, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<ClusterConnection> ConnectAsync(string name, CancellationToken stop)
    {
        lock (_gate)
        {
            return Task.FromResult(_clusters.GetValueOrDefault(name)?.Connection ?? throw ClusterFailures.NotFound(name));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, CancellationToken stop)
    {
        EmbeddedCluster? cluster;
        lock (_gate)
        {
            cluster = _clusters.GetValueOrDefault(name);
            if (cluster is null)
            {
                return false;
            }

            _clusters.Remove(name);
        }

        await cluster.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes out of the kubeconfig what sessions have left there that were killed.</summary>
    /// <param name="reporter">Is told what was found, or why nothing could be looked for: that is no failure.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task ForgetEndedAsync(IRunReporter reporter, CancellationToken stop)
    {
        try
        {
            foreach (var context in await _services.Kubeconfig.RemoveEndedAsync(stop).ConfigureAwait(false))
            {
                reporter.Verbose($"The context '{context}' was removed from the kubeconfig: the session with its cluster has ended.");
            }
        }
        catch (IdpException failure)
        {
            reporter.Verbose(failure.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        EmbeddedCluster[] clusters;
        lock (_gate)
        {
            clusters = [.. _clusters.Values.OfType<EmbeddedCluster>()];
            _clusters.Clear();
        }

        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ReplaceAsync(ClusterSpec spec, CancellationToken stop)
    {
        EmbeddedCluster? former;
        lock (_gate)
        {
            former = _clusters.GetValueOrDefault(spec.Name);
        }

        if (former is not null)
        {
            await ReplacementCheck.RunAsync(spec, former.Connection.Cluster.Server, _services, stop).ConfigureAwait(false);
            await RemoveAsync(spec.Name, stop).ConfigureAwait(false);
        }
    }

    private void Settle(string name, EmbeddedCluster? cluster)
    {
        lock (_gate)
        {
            if (cluster is null)
            {
                _clusters.Remove(name);
            }
            else
            {
                _clusters[name] = cluster;
            }
        }
    }
}
