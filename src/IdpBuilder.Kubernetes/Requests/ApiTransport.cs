using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using IdpBuilder.Kubernetes.Authentication;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>The way to an API server: who it is, connections to it, and who signs the requests.</summary>
internal sealed class ApiTransport : IDisposable
{
    private readonly Func<X509Certificate2?, HttpMessageHandler> _connect;
    private readonly object _gate = new();
    private HttpMessageInvoker? _connections;
    private X509Certificate2? _shown;

    /// <summary>Makes a transport; nothing is opened before the first request.</summary>
    /// <param name="identity">Who talks to whom.</param>
    /// <param name="connect">Makes a handler that shows a client certificate, or none.</param>
    /// <param name="credentials">Signs the requests; closed with the transport.</param>
    public ApiTransport(ServerIdentity identity, Func<X509Certificate2?, HttpMessageHandler> connect, ICredentialSource credentials) =>
        (Identity, _connect, Credentials) = (identity, connect, credentials);

    /// <summary>Who talks to whom, for messages.</summary>
    public ServerIdentity Identity { get; }

    /// <summary>The API server's address.</summary>
    public Uri Server => Identity.Server;

    /// <summary>Signs the requests.</summary>
    public ICredentialSource Credentials { get; }

    /// <summary>Headers that every request carries.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How many connections to the server were made so far; none where a handler of this process is the way.</summary>
    public Func<int> ConnectionsMade { get; init; } = () => 0;

    /// <summary>A transport through a handler of this process.</summary>
    public static ApiTransport Through(HttpMessageHandler handler, Uri server, string token) =>
        new(new ServerIdentity(server), _ => handler, new FixedCredential(RequestCredential.OfToken(token)));

    /// <summary>A transport to a server on the network.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The certificate authority is no certificate.</exception>
    public static ApiTransport To(
        ServerIdentity identity, ServerSettings settings, ICredentialSource credentials, params IEnumerable<KeyValuePair<string, string>> headers)
    {
        // The name in the Host header is the one that TLS asks for and checks; the handler overwrites any other.
        var name = settings.TlsServerName.Length > 0 ? [KeyValuePair.Create("Host", settings.TlsServerName)] : Array.Empty<KeyValuePair<string, string>>();
        var connections = new ServerConnections(settings);
        return new ApiTransport(identity, connections.Open, credentials) { Headers = [.. name, .. headers], ConnectionsMade = () => connections.Made };
    }

    /// <summary>Makes new connections from now on: those that wait to be used again may be dead. Those in use end by themselves.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            if (ConnectionsMade() > 0)
            {
                _connections?.Dispose();
                _connections = null;
            }
        }
    }

    /// <summary>Sends a request with a credential; the body of the answer is still unread.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, RequestCredential credential, CancellationToken stop)
    {
        message.Headers.Authorization = credential.Authorization;
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return Connections(credential.Certificate).SendAsync(message, stop);
    }

    /// <summary>Opens a WebSocket over a connection like any other.</summary>
    /// <exception cref="WebSocketException">The server does not open it; the socket that was given has its answer's code.</exception>
    public Task ConnectAsync(ClientWebSocket socket, Uri address, RequestCredential credential, CancellationToken stop)
    {
        if (credential.Authorization is { } authorization)
        {
            socket.Options.SetRequestHeader("Authorization", authorization.ToString());
        }

        foreach (var (name, value) in Headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        return socket.ConnectAsync(address, Connections(credential.Certificate), stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connections?.Dispose();
        }

        Credentials.Dispose();
    }

    /// <summary>The address alone: the credentials are secret.</summary>
    public override string ToString() => Server.ToString();

    // A connection proves who somebody is when it is made: with a new certificate come new connections, and those in use end by themselves.
    private HttpMessageInvoker Connections(X509Certificate2? certificate)
    {
        lock (_gate)
        {
            if (_connections is null || !ReferenceEquals(_shown, certificate))
            {
                _connections?.Dispose();
                _connections = new HttpMessageInvoker(_connect(certificate));
                _shown = certificate;
            }

            return _connections;
        }
    }
}
