using System.Net;
using System.Net.Sockets;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>
/// A way to a server that passes bytes on until a test has it do worse: cut its connections, or keep them open and pass nothing on any
/// more, as a router does that has forgotten them.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly List<LossyConnection> _connections = [];
    private readonly Uri _server;
    private readonly Task _accepting;
    private bool _isDown;

    /// <summary>Begins to listen.</summary>
    /// <param name="server">Where the bytes go; TLS is between client and server.</param>
    public LossyProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address that clients use instead of the server's.</summary>
    public Uri Address => new($"{_server.Scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Closes every connection; new ones are made unless the proxy is down.</summary>
    public void Cut()
    {
        foreach (var connection in Open())
        {
            connection.Dispose();
        }
    }

    /// <summary>Makes every connection half-open: none is closed, and nothing passes. New ones work.</summary>
    public void Stall()
    {
        foreach (var connection in Open())
        {
            connection.Stall();
        }
    }

    /// <summary>Closes every connection, and new ones as soon as they are made.</summary>
    public void GoDown()
    {
        lock (_connections)
        {
            _isDown = true;
        }

        Cut();
    }

    /// <summary>Lets new connections through again.</summary>
    public void ComeBack()
    {
        lock (_connections)
        {
            _isDown = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        Cut();
        _closed.Dispose();
    }

    private List<LossyConnection> Open()
    {
        lock (_connections)
        {
            return [.. _connections];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Take(await _listener.AcceptSocketAsync(_closed.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException || _closed.IsCancellationRequested)
        {
            // Closed, maybe between two clients: then the listener is not started any more.
        }
    }

    // At one moment: none slips through while the proxy goes down.
    private void Take(Socket client)
    {
        lock (_connections)
        {
            if (_isDown)
            {
                client.Dispose();
            }
            else
            {
                _connections.Add(new LossyConnection(client, _server.Port));
            }
        }
    }
}
