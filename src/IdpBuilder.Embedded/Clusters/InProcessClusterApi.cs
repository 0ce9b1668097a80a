using System.Net.Sockets;
using IdpBuilder.Clusters;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Http;
using IdpBuilder.Embedded.Http.Loopback;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>The API server inside this process, which does by itself what needs no actor.</summary>
internal sealed class InProcessClusterApi : IClusterApi
{
    private readonly string _token = PlatformSecrets.Token();
    private readonly EmbeddedApi _server;
    private LoopbackListener? _listener;

    /// <summary>Makes an empty API whose objects are stamped with the cluster's time.</summary>
    public InProcessClusterApi(ClusterClock clock, IManifestReader reader)
    {
        _server = new EmbeddedApi(_token, clock, clock.Real, reader);
        Endpoint = new KubeEndpoint(EmbeddedApi.Address, _token, Transport: _server.CreateHandler);
    }

    /// <inheritdoc/>
    public KubeEndpoint Endpoint { get; }

    /// <inheritdoc/>
    public Uri Address => _listener?.Address ?? EmbeddedApi.Address;

    /// <inheritdoc/>
    public string Version => ServerVersion.GitVersion;

    /// <inheritdoc/>
    public IRevisionProbe Revisions => _server;

    /// <inheritdoc/>
    public IReadOnlyList<IActor> Controllers => [];

    /// <inheritdoc/>
    public KubeEndpoint Listen(int port)
    {
        try
        {
            _listener = _server.Listen(port);
        }
        catch (SocketException exception)
        {
            throw ClusterFailures.PortTaken(port, exception);
        }

        return new KubeEndpoint(_listener.Address, _token, _listener.CertificateAuthority);
    }

    /// <inheritdoc/>
    public ValueTask CloseAsync() => _listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Nothing is left to do: the API is memory.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
