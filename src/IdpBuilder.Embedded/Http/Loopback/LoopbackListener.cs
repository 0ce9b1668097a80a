using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace IdpBuilder.Embedded.Http.Loopback;

/// <summary>Serves the API on this machine's loopback address over TLS, for clients outside the process.</summary>
public sealed class LoopbackListener : IAsyncDisposable
{
    private readonly ApiServer _server;
    private readonly TimeProvider _clock;
    private readonly LoopbackCertificates _certificates;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly Task _accepting;

    private LoopbackListener(ApiServer server, TimeProvider clock, TcpListener listener)
    {
        _server = server;
        _clock = clock;
        _listener = listener;
        _certificates = LoopbackCertificates.Create(clock);
        Address = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>The address to which clients connect.</summary>
    public Uri Address { get; }

    /// <summary>The authority (PEM) that clients must trust.</summary>
    public string CertificateAuthority => _certificates.AuthorityPem;

    /// <summary>Starts to listen; connections are accepted when this returns.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    internal static LoopbackListener Start(ApiServer server, int port, TimeProvider clock)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new LoopbackListener(server, clock, listener);
    }

    /// <summary>Closes all connections and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Keys).ConfigureAwait(false);
        _certificates.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                Take(client);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                // Closed, maybe between two clients: then the listener is not started any more.
                return;
            }
            catch (SocketException)
            {
                // One connection failed while it was being made; others come.
            }
        }
    }

    private void Take(TcpClient client)
    {
        if (_connections.Count >= HttpLimits.Connections)
        {
            client.Dispose();
            return;
        }

        var connection = ServeAsync(client);
        _connections.TryAdd(connection, 0);
        _ = connection.ContinueWith(
            done => _connections.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    // Whatever a client does to its connection is that connection's end and nobody else's.
    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using var owned = client;
        try
        {
            client.NoDelay = true;
            var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
            await using var closing = tls.ConfigureAwait(false);
            await ShakeHandsAsync(tls).ConfigureAwait(false);
            await new HttpConnection(tls, _server, _clock).RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or SocketException or AuthenticationException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // The client broke off, or the listener stops.
        }
    }

    private async Task ShakeHandsAsync(SslStream tls)
    {
        using var late = new CancellationTokenSource(HttpLimits.Handshake, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificates.Server,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        };
        await tls.AuthenticateAsServerAsync(options, either.Token).ConfigureAwait(false);
    }
}
