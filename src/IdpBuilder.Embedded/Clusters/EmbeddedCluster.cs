using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>One running embedded cluster: its API, its time, its actors, its git server. Closing it leaves nothing.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private const string Pretence =
        "No container runs in an embedded cluster: its API is real, but Pods, controllers, Argo CD and Argo Workflows are played, " +
        "images are not pulled, and nothing listens on the platform's host and port. See about_IdpBuilderEmbedded.";

    private readonly EmbeddedServices _services;
    private readonly ClusterSpec _spec;
    private readonly ClusterClock _clock;
    private readonly IClusterApi _server;
    private readonly IKubernetesApi _api;
    private readonly IKubernetesApi _actorsApi;
    private readonly InMemoryGitHost _git;
    private readonly ActorHost _actors;
    private readonly ActorDiagnostics _diagnostics = new();
    private string _kubeConfig = string.Empty;
    private DateTimeOffset _createdAt;

    private EmbeddedCluster(ClusterSpec spec, EmbeddedServices services, ClusterClock clock, IClusterApi server)
    {
        (_spec, _services, _clock, _server) = (spec, services, clock, server);
        _api = services.Connections.Connect(server.Endpoint);
        _actorsApi = services.Connections.Connect(server.Endpoint);
        _git = new InMemoryGitHost(spec.Protocol, spec.HostName, spec.Port);
        _actors = new ActorHost(
            _actorsApi, [.. server.Controllers, .. EmbeddedActors.All(_git, services.Reader, services.Programs, server.Version)],
            _clock, server.Revisions, _diagnostics);
        _git.Subscribe(new RepositoryNotifier(_actorsApi, _actors.Cache).NotifyAsync);
    }

    private string ContextName => $"idp-{_spec.Name}";

    /// <summary>The cluster with its API and git server.</summary>
    public ClusterConnection Connection => new(Describe(), _api, _git, _clock);

    /// <summary>Makes a cluster; returns when everything in it can be used. When that fails nothing is left.</summary>
    public static Task<EmbeddedCluster> StartAsync(ClusterSpec spec, EmbeddedServices services, IRunReporter reporter, CancellationToken stop) =>
        StartAsync(spec, services, clock => StartApiAsync(spec, services, clock, stop), reporter, stop);

    /// <summary>The same on an API server of the caller's choice.</summary>
    public static async Task<EmbeddedCluster> StartAsync(
        ClusterSpec spec, EmbeddedServices services, Func<ClusterClock, Task<IClusterApi>> server, IRunReporter reporter, CancellationToken stop)
    {
        var clock = new ClusterClock(services.Clock);
        var cluster = new EmbeddedCluster(spec, services, clock, await server(clock).ConfigureAwait(false));
        try
        {
            await cluster.BringUpAsync(reporter, stop).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // From outside to inside: whoever waits on the API hears that the cluster is gone, not how its parts went.
            await _api.DisposeAsync().ConfigureAwait(false);
            await _server.CloseAsync().ConfigureAwait(false);
            await _actors.DisposeAsync().ConfigureAwait(false);
            await _actorsApi.DisposeAsync().ConfigureAwait(false);
            await _clock.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _server.DisposeAsync().ConfigureAwait(false);
            if (_kubeConfig.Length > 0)
            {
                await _services.Kubeconfig.RemoveAsync(ContextName, _kubeConfig, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static async Task<IClusterApi> StartApiAsync(ClusterSpec spec, EmbeddedServices services, ClusterClock clock, CancellationToken stop)
    {
        if (spec.ControlPlanePath.Length == 0)
        {
            return new InProcessClusterApi(clock, services.Reader);
        }

        try
        {
            return await ControlPlaneClusterApi.StartAsync(spec, services.Clock, stop).ConfigureAwait(false);
        }
        catch
        {
            await clock.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BringUpAsync(IRunReporter reporter, CancellationToken stop)
    {
        await PlatformBootstrap.RunAsync(_api, _services.Clock, reporter, stop).ConfigureAwait(false);
        _actors.Start();
        await Wait.ForAsync(_api, [NodeSchedulable.Nodes], new NodeSchedulable(), PlatformBootstrap.Limit, _services.Clock, reporter, stop).ConfigureAwait(false);
        if (_spec.ListenPort is { } port)
        {
            var activity = $"Making the cluster '{_spec.Name}'";
            reporter.Progress(new ProgressReport(activity, "writing the kubeconfig"));
            await ListenAsync(port, stop).ConfigureAwait(false);
            reporter.Progress(new ProgressReport(activity, "done", 100, Completed: true));
        }

        _createdAt = _services.Clock.GetUtcNow();
    }

    private async Task ListenAsync(int port, CancellationToken stop)
    {
        var endpoint = _server.Listen(port);
        _kubeConfig = await _services.Kubeconfig.AddAsync(new KubeconfigEntry(ContextName, endpoint, EndsWithProcess: true), _spec.KubeConfig, stop).ConfigureAwait(false);
    }

    private Cluster Describe() => new(
        _spec.Name,
        ClusterProvider.Embedded,
        ClusterState.Running,
        _server.Version,
        _server.Address,
        _spec.HostName,
        _spec.Port,
        _spec.Protocol,
        _kubeConfig,
        _createdAt,
        Pretence)
    {
        PathRouting = _spec.PathRouting,
        Problems = [.. _diagnostics.Lasting.Select(failure => failure.ToString())],
    };
}
