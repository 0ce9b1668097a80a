using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Http.Loopback;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded;

/// <summary>A Kubernetes API server in this process.</summary>
public sealed class EmbeddedApi : IRevisionProbe
{
    private readonly ObjectStore _store = new();
    private readonly ApiServer _server;
    private readonly TimeProvider _transportClock;

    /// <summary>Makes an empty cluster's API.</summary>
    /// <param name="token">The bearer token that every request must carry.</param>
    /// <param name="clock">The cluster's time: what objects are stamped with.</param>
    /// <param name="transportClock">The time outside of the cluster: what requests and connections last by.</param>
    /// <param name="manifests">Reads bodies that come as YAML.</param>
    public EmbeddedApi(string token, TimeProvider clock, TimeProvider transportClock, IManifestReader manifests)
    {
        _transportClock = transportClock;
        _server = new ApiComposition(_store, clock, transportClock, manifests).Compose(token);
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
    public LoopbackListener Listen(int port) => LoopbackListener.Start(_server, port, _transportClock);

    /// <summary>The revision of the newest change to a resource; 0 when there was none.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="plural">The resource as URLs name it.</param>
    public long LatestRevision(string group, string plural) => _store.LatestRevision(new ResourceId(group, plural));
}
