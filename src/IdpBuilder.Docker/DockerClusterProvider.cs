using IdpBuilder.Clusters;
using IdpBuilder.Docker.Images;
using IdpBuilder.Docker.Kind;
using IdpBuilder.Docker.Nodes;
using IdpBuilder.Docker.Operations;
using IdpBuilder.Docker.Prerequisites;
using IdpBuilder.Errors;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;
using IdpBuilder.Reporting;

namespace IdpBuilder.Docker;

/// <summary>Makes clusters whose nodes are containers of a Docker engine. They belong to the engine: every process finds them there.</summary>
public sealed class DockerClusterProvider : IClusterProvider
{
    // Those who ask for all clusters of all providers must not wait for an engine that does not answer.
    private static readonly TimeSpan ListingPatience = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly DockerServices _services;
    private readonly EngineLocator _locator;
    private readonly Dictionary<string, (KubeEndpoint Endpoint, ClusterConnection Connection)> _connections = new(StringComparer.Ordinal);
    private DockerEngine? _engine;

    /// <summary>Makes a provider; no engine is looked for before it is needed.</summary>
    /// <param name="connections">Opens connections to the clusters' APIs.</param>
    /// <param name="kubeconfig">Tells other programs about the clusters.</param>
    /// <param name="reader">Reads what nodes bring as YAML.</param>
    /// <param name="templates">Fills in configurations.</param>
    /// <param name="gitHosts">Finds the clusters' git servers.</param>
    /// <param name="clock">Measures waits.</param>
    public DockerClusterProvider(
        IKubernetesApiFactory connections, IKubeconfig kubeconfig, IManifestReader reader, ITextTemplates templates, IGitHostFactory gitHosts, TimeProvider clock)
        : this(new DockerServices(connections, kubeconfig, reader, templates, clock) { GitHosts = gitHosts }, new EngineLocator(EngineEnvironment.OfProcess()))
    {
    }

    /// <summary>Makes a provider that finds its engine in another way.</summary>
    internal DockerClusterProvider(DockerServices services, EngineLocator locator) => (_services, _locator) = (services, locator);

    /// <summary>The Kubernetes versions for which there is a node image.</summary>
    public static IEnumerable<string> KnownVersions => NodeImages.Versions;

    /// <inheritdoc/>
    public ClusterProvider Kind => ClusterProvider.Docker;

    /// <inheritdoc/>
    public async Task<Cluster> CreateAsync(ClusterSpec spec, IRunReporter reporter, CancellationToken stop)
    {
        ClusterName.Validate(spec.Name);
        var plan = ClusterPlan.Of(spec, await new KindConfigSource(_services).LoadAsync(spec, stop).ConfigureAwait(false), _locator.Find().PublishedAt);
        var engine = Engine();
        var existing = await engine.Containers.ListAsync($"{NodeLabels.KindCluster}={spec.Name}", stop).ConfigureAwait(false);
        if (spec.Replace)
        {
            ClusterRemoval.RequireOurs(spec.Name, existing);
        }
        else if (existing.Count > 0)
        {
            throw ClusterFailures.AlreadyExists(spec.Name);
        }

        await ClusterCreation.RunAsync(plan, ClusterCreation.Steps, engine, _services, reporter, stop).ConfigureAwait(false);
        await ForgetAsync(spec.Name).ConfigureAwait(false);
        return await ClusterInventory.FindAsync(engine, spec.Name, stop).ConfigureAwait(false) ?? throw ClusterFailures.NotFound(spec.Name);
    }

    /// <inheritdoc/>
    public Task RequireAsync(CancellationToken stop) => Engine().Containers.ListAsync(NodeLabels.KindCluster, stop);

    /// <summary>The clusters of the engine; none when no engine answers, which is told unless nothing says that there is one.</summary>
    public async Task<IReadOnlyList<Cluster>> ListAsync(IRunReporter? reporter, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(ListingPatience, _services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return _locator.Find() is { IsAbsent: true, IsGuess: true } ? [] : await ClusterInventory.ListAsync(Engine(), either.Token).ConfigureAwait(false);
        }
        catch (IdpException failure) when (failure.Id == "EngineUnreachable" && _locator.Find() is { IsGuess: true, Endpoint.Scheme: "npipe" })
        {
            // Nobody has named an engine, and a pipe, unlike a socket's file, does not outlive the one who made it.
            return [];
        }
        catch (IdpException failure)
        {
            reporter?.Warning($"Clusters on Docker are not listed. {failure.Message}");
            return [];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            reporter?.Warning($"Clusters on Docker are not listed. {DockerFailures.EngineSilent(_locator.Find(), ListingPatience).Message}");
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task<ClusterConnection> ConnectAsync(string name, CancellationToken stop)
    {
        var engine = Engine();
        var cluster = await ClusterInventory.FindAsync(engine, name, stop).ConfigureAwait(false) ?? throw ClusterFailures.NotFound(name);
        switch (cluster.State)
        {
            case ClusterState.Stopped:
                throw DockerFailures.Stopped(name);
            case ClusterState.Incomplete:
                throw DockerFailures.Incomplete(name);
        }

        var endpoint = await NodeEndpoint.FindAsync(engine, name, _services.Reader, stop).ConfigureAwait(false);
        return await ConnectionAsync(cluster, endpoint).ConfigureAwait(false) with { Cluster = cluster };
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, CancellationToken stop)
    {
        await ForgetAsync(name).ConfigureAwait(false);
        return await ClusterRemoval.RemoveAsync(Engine(), _services, name, stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Cluster> StartAsync(Cluster cluster, IRunReporter reporter, CancellationToken stop)
    {
        var engine = Engine();
        await new ClusterPause(engine, _services).StartAsync(cluster.Name, reporter, stop).ConfigureAwait(false);
        return await ClusterInventory.FindAsync(engine, cluster.Name, stop).ConfigureAwait(false) ?? throw ClusterFailures.NotFound(cluster.Name);
    }

    /// <inheritdoc/>
    public async Task<Cluster> StopAsync(Cluster cluster, CancellationToken stop)
    {
        var engine = Engine();
        await ForgetAsync(cluster.Name).ConfigureAwait(false);
        await new ClusterPause(engine, _services).StopAsync(cluster.Name, stop).ConfigureAwait(false);
        return await ClusterInventory.FindAsync(engine, cluster.Name, stop).ConfigureAwait(false) ?? throw ClusterFailures.NotFound(cluster.Name);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterImage>> ImportAsync(Cluster cluster, ImageSource images, IRunReporter reporter, CancellationToken stop) =>
        new ImageImport(Engine(), _services.Clock, reporter).RunAsync(cluster.Name, images, stop);

    /// <summary>The names of the engine's images; none when no engine answers.</summary>
    public async Task<IReadOnlyList<string>> ImageNamesAsync(CancellationToken stop)
    {
        try
        {
            return await Engine().Images.NamesAsync(stop).ConfigureAwait(false);
        }
        catch (IdpException)
        {
            // Where there is nothing to ask there is nothing to offer.
            return [];
        }
    }

    /// <summary>Looks whether the engine and its machine have what a cluster needs; what cannot be seen from here is said to be unknown.</summary>
    /// <exception cref="IdpException"><c>KubernetesVersionUnknown</c>.</exception>
    public Task<IReadOnlyList<Prerequisite>> CheckAsync(ClusterSpec spec, CancellationToken stop) => PrerequisiteChecks.RunAsync(Engine, spec, stop);

    /// <summary>Closes the connections; the clusters stay.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in Names())
        {
            await ForgetAsync(name).ConfigureAwait(false);
        }

        _engine?.Dispose();
    }

    // Asked for anew each time: DOCKER_HOST may change while a session lasts.
    private DockerEngine Engine()
    {
        var address = _locator.Find();
        if (address.IsAbsent)
        {
            throw DockerFailures.EngineUnreachable(address, null);
        }

        lock (_gate)
        {
            if (_engine?.Address != address)
            {
                _engine?.Dispose();
                _engine = DockerEngine.At(address);
            }

            return _engine;
        }
    }

    // A cluster that was made anew under its name has another way in.
    private async Task<ClusterConnection> ConnectionAsync(Cluster cluster, KubeEndpoint endpoint)
    {
        ClusterConnection? outdated;
        ClusterConnection connection;
        lock (_gate)
        {
            if (_connections.TryGetValue(cluster.Name, out var known) && known.Endpoint == endpoint)
            {
                return known.Connection;
            }

            outdated = known.Connection;
            var api = _services.Connections.Connect(endpoint);
            var git = _services.GitHosts.Of(cluster, api, repository => DockerFailures.NoGitServer(cluster.Name, repository));
            connection = new ClusterConnection(cluster, api, git, _services.Clock);
            _connections[cluster.Name] = (endpoint, connection);
        }

        await CloseAsync(outdated).ConfigureAwait(false);
        return connection;
    }

    private async Task ForgetAsync(string name)
    {
        (KubeEndpoint Endpoint, ClusterConnection Connection) known;
        lock (_gate)
        {
            _connections.Remove(name, out known);
        }

        await CloseAsync(known.Connection).ConfigureAwait(false);
    }

    private static async Task CloseAsync(ClusterConnection? connection)
    {
        if (connection is not null)
        {
            (connection.Git as IDisposable)?.Dispose();
            await connection.Api.DisposeAsync().ConfigureAwait(false);
        }
    }

    private string[] Names()
    {
        lock (_gate)
        {
            return [.. _connections.Keys];
        }
    }
}
