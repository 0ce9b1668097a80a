using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Kubernetes.Configuration;

namespace IdpBuilder.Kubernetes.Existing;

/// <summary>A connection to a cluster that somebody else made. Closing it changes nothing there.</summary>
internal sealed class ExistingCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly KubernetesApi _api;
    private readonly TimeProvider _clock;
    private readonly IGitHost _git;
    private volatile Cluster _cluster;

    private ExistingCluster(Cluster cluster, KubernetesApi api, OpenedContext context, IGitHostFactory gitHosts, TimeProvider clock)
    {
        (_cluster, _api, _clock) = (cluster, api, clock);
        Context = $"{context.File}#{context.Name}";
        _git = gitHosts.Of(cluster, api, repository => ExistingFailures.NoGitServer(cluster.Name, repository));
    }

    /// <summary>The context that it was opened with, and its file.</summary>
    public string Context { get; }

    /// <summary>The cluster as it was last seen.</summary>
    public Cluster Cluster => _cluster;

    /// <summary>The cluster with its API.</summary>
    public ClusterConnection Connection => new(_cluster, _api, _git, _clock);

    /// <summary>Opens a cluster; it has answered, and accepts the credentials, when this returns.</summary>
    public static async Task<ExistingCluster> OpenAsync(
        ExistingClusterSpec spec, OpenedContext context, IGitHostFactory gitHosts, TimeProvider clock, CancellationToken stop)
    {
        var api = new KubernetesApi(context.Transport, clock, Random.Shared.NextDouble);
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
            var version = await ProbeAsync(api, context, either.Token).ConfigureAwait(false);
            var cluster = new Cluster(
                spec.Name,
                ClusterProvider.Existing,
                ClusterState.Running,
                version,
                context.Transport.Server,
                spec.HostName,
                spec.Port,
                spec.Protocol,
                context.File,
                clock.GetUtcNow(),
                string.Empty)
            {
                PathRouting = spec.PathRouting,
            };
            return new ExistingCluster(cluster, api, context, gitHosts, clock);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw ExistingFailures.Silent(context.Transport.Identity, Patience, exception);
        }
        catch
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the cluster how it is.</summary>
    public async Task<Cluster> InspectAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            var version = await _api.VersionAsync(either.Token).ConfigureAwait(false);
            return _cluster = _cluster with { State = ClusterState.Running, KubernetesVersion = version, Notice = string.Empty };
        }
        catch (Exception exception) when (exception is KubernetesApiException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return _cluster = _cluster with { State = ClusterState.Unreachable, Notice = exception.Message };
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        (_git as IDisposable)?.Dispose();
        return _api.DisposeAsync();
    }

    // Whoever is nobody may ask for the version, too; what is served is told to those who are let in.
    private static async Task<string> ProbeAsync(KubernetesApi api, OpenedContext context, CancellationToken stop)
    {
        var version = await api.VersionAsync(stop).ConfigureAwait(false);
        var types = await api.DiscoverAsync(refresh: false, stop).ConfigureAwait(false);
        return types.Count > 0 && version.Length > 0 ? version : throw ExistingFailures.NotKubernetes(context.Transport.Identity);
    }
}
