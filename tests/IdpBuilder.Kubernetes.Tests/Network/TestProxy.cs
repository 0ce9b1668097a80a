using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdpBuilder.Kubernetes.Tests.Network;

/// <summary>A proxy on loopback that speaks HTTP CONNECT and SOCKS5, and remembers where it was asked to go.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly List<string> _targets = [];
    private readonly Task _accepting;

    public TestProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Where clients wanted to go, with the credentials they gave.</summary>
    public IReadOnlyList<string> Targets
    {
        get
        {
            lock (_targets)
            {
                return [.. _targets];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException || _closed.IsCancellationRequested)
        {
            // Closed, maybe between two clients: then the listener is not started any more.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            var stream = client.GetStream();
            var first = new byte[1];
            await stream.ReadExactlyAsync(first, _closed.Token);
            var port = first[0] == 5 ? await GreetSocksAsync(stream) : await GreetHttpAsync(stream);
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, port, _closed.Token);
            await Task.WhenAny(
                stream.CopyToAsync(server.GetStream(), _closed.Token), server.GetStream().CopyToAsync(stream, _closed.Token));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // One side went away.
        }
    }

    private async Task<int> GreetHttpAsync(NetworkStream stream)
    {
        var head = new StringBuilder("C");
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var next = new byte[1];
            await stream.ReadExactlyAsync(next, _closed.Token);
            head.Append((char)next[0]);
        }

        var lines = head.ToString().Split("\r\n");
        var target = lines[0].Split(' ')[1];
        var login = lines.FirstOrDefault(line => line.StartsWith("Proxy-Authorization", StringComparison.OrdinalIgnoreCase)) ?? string.Empty;
        if (login.Length == 0)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _closed.Token);
            throw new IOException("asked to log in");
        }

        Note($"{target} {login}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), _closed.Token);
        return int.Parse(target.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<int> GreetSocksAsync(NetworkStream stream)
    {
        var count = await ReadAsync(stream, 1);
        await ReadAsync(stream, count[0]);
        await stream.WriteAsync(new byte[] { 5, 0 }, _closed.Token);
        var head = await ReadAsync(stream, 4);
        var host = head[3] switch
        {
            1 => new IPAddress(await ReadAsync(stream, 4)).ToString(),
            _ => Encoding.ASCII.GetString(await ReadAsync(stream, (await ReadAsync(stream, 1))[0])),
        };
        var port = await ReadAsync(stream, 2);
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, _closed.Token);
        var number = (port[0] << 8) + port[1];
        Note($"{host}:{number}");
        return number;
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, _closed.Token);
        return bytes;
    }

    private void Note(string target)
    {
        lock (_targets)
        {
            _targets.Add(target);
        }
    }
}
