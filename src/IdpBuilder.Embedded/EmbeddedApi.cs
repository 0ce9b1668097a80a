using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Http.Endpoints;
using IdpBuilder.Embedded.Http.Loopback;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Lifecycle;
using IdpBuilder.Embedded.Registry.Strategies;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Embedded.Tables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded;

/// <summary>A Kubernetes API server in this process.</summary>
public sealed class EmbeddedApi : IRevisionProbe
{
    private readonly ObjectStore _store = new();
    private readonly ApiServer _server;

    /// <summary>Makes an empty cluster's API.</summary>
    /// <param name="token">The bearer token that every request must carry.</param>
    /// <param name="clock">The cluster's time: what objects are stamped with.</param>
    /// <param name="manifests">Reads bodies that come as YAML.</param>
    public EmbeddedApi(string token, TimeProvider clock, IManifestReader manifests)
    {
        var core = new RegistryCore(_store, new ResourceCatalog(), clock);
        var rules = new ObjectRules(new KindStrategies(_store));
        var creator = new ObjectCreator(core, rules);
        var updater = new ObjectUpdater(core, rules, creator);
        var remover = new ObjectRemover(core);
        var reader = new ObjectReader(core);
        var shapes = new ObjectShapes(new TableBuilder(clock));
        var bodies = new RequestBody(manifests);
        var reads = new ReadEndpoint(core, reader, shapes, TimeProvider.System);
        core.Reactions.Add(new GarbageCollection(core, remover));
        core.Reactions.Add(new NamespaceTermination(core, remover));
        core.Reactions.Add(new DefinitionLifecycle(core, remover));
        _server = new ApiServer(
            new BearerAuthentication(token),
            core.Catalog,
            new DiscoveryEndpoint(core.Catalog),
            new ResourceEndpoint(
                reads,
                new WriteEndpoint(bodies, creator, updater, reads, shapes),
                new DeleteEndpoint(bodies, remover, reader, reads),
                new BindingEndpoint(bodies, new PodBinder(core))));
        Bootstrap.Run(core, creator);
    }

    /// <summary>The address under which the API is known in this process; nothing listens there.</summary>
    public static Uri Address { get; } = new("https://embedded.idpbuilder.internal/");

    /// <summary>The revision of the newest change to anything.</summary>
    public long Revision => _store.Revision;

    /// <summary>A handler for an <see cref="HttpClient"/> that reaches the API without sockets.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_server);

    /// <summary>Also serves the API over TLS on the loopback address.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public LoopbackListener Listen(int port) => LoopbackListener.Start(_server, port, TimeProvider.System);

    /// <summary>The revision of the newest change to a resource; 0 when there was none.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="plural">The resource as URLs name it.</param>
    public long LatestRevision(string group, string plural) => _store.LatestRevision(new ResourceId(group, plural));
}
