using System.Net.Sockets;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Git;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Http.Loopback;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>One running embedded cluster: its API, its time, its actors, its git server. Closing it leaves nothing.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private const string Pretence =
        "No container runs in an embedded cluster: its API is real, but Pods, controllers, Argo CD and Argo Workflows are played, " +
        "images are not pulled, and nothing listens on the platform's host and port. See about_IdpBuilderEmbedded.";

    private readonly EmbeddedServices _services;
    private readonly ClusterSpec _spec;
    private readonly string _token = PlatformSecrets.Token();
    private readonly ClusterClock _clock;
    private readonly EmbeddedApi _server;
    private readonly IKubernetesApi _api;
    private readonly IKubernetesApi _actorsApi;
    private readonly InMemoryGitHost _git;
    private readonly ActorHost _actors;
    private LoopbackListener? _listener;
    private string _kubeConfig = string.Empty;
    private DateTimeOffset _createdAt;

    private EmbeddedCluster(ClusterSpec spec, EmbeddedServices services)
    {
        (_spec, _services) = (spec, services);
        _clock = new ClusterClock(services.Clock);
        _server = new EmbeddedApi(_token, _clock, services.Reader);
        var endpoint = new KubeEndpoint(EmbeddedApi.Address, _token, Transport: _server.CreateHandler);
        _api = services.Connections.Connect(endpoint);
        _actorsApi = services.Connections.Connect(endpoint);
        _git = new InMemoryGitHost(spec.Protocol, spec.HostName, spec.Port);
        _actors = new ActorHost(_actorsApi, EmbeddedActors.All(_git, services.Reader, services.Programs), _clock, _server);
        _git.Subscribe(new RepositoryNotifier(_actorsApi, _actors.Cache).NotifyAsync);
    }

    private string ContextName => $"idp-{_spec.Name}";

    /// <summary>The cluster with its API and git server.</summary>
    public ClusterConnection Connection => new(Describe(), _api, _git, _clock);

    /// <summary>Makes a cluster; returns when everything in it can be used. When that fails nothing is left.</summary>
    public static async Task<EmbeddedCluster> StartAsync(ClusterSpec spec, EmbeddedServices services, IRunReporter reporter, CancellationToken stop)
    {
        var cluster = new EmbeddedCluster(spec, services);
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
            if (_listener is not null)
            {
                await _listener.DisposeAsync().ConfigureAwait(false);
            }

            await _actors.DisposeAsync().ConfigureAwait(false);
            await _actorsApi.DisposeAsync().ConfigureAwait(false);
            await _clock.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (_kubeConfig.Length > 0)
            {
                await _services.Kubeconfig.RemoveAsync(ContextName, _kubeConfig, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task BringUpAsync(IRunReporter reporter, CancellationToken stop)
    {
        await PlatformBootstrap.RunAsync(_api, _services.Clock, reporter, stop).ConfigureAwait(false);
        _actors.Start();
        if (_spec.ListenPort is { } port)
        {
            await ListenAsync(port, stop).ConfigureAwait(false);
        }

        _createdAt = _services.Clock.GetUtcNow();
    }

    private async Task ListenAsync(int port, CancellationToken stop)
    {
        try
        {
            _listener = _server.Listen(port);
        }
        catch (SocketException exception)
        {
            throw ClusterFailures.PortTaken(port, exception);
        }

        var endpoint = new KubeEndpoint(_listener.Address, _token, _listener.CertificateAuthority);
        _kubeConfig = await _services.Kubeconfig.AddAsync(new KubeconfigEntry(ContextName, endpoint), _spec.KubeConfig, stop).ConfigureAwait(false);
    }

    private Cluster Describe() => new(
        _spec.Name,
        ClusterProvider.Embedded,
        ClusterState.Running,
        ServerVersion.GitVersion,
        _listener?.Address ?? EmbeddedApi.Address,
        _spec.HostName,
        _spec.Port,
        _spec.Protocol,
        _kubeConfig,
        _createdAt,
        Pretence);
}
