using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace IdpBuilder.Tests.Forwarding;

/// <summary>
/// The port-forward of an API server with its kubelet, on a real socket: each WebSocket it opens leads to a port of this machine that
/// stands for a Pod's. It speaks <c>v4.channel.k8s.io</c> as a kubelet does.
/// </summary>
internal sealed class KubeletDouble : IAsyncDisposable
{
    private const string Protocol = "v4.channel.k8s.io";
    private const string HandshakeSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _accepting;

    public KubeletDouble()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where Pods' ports are on this machine: <c>namespace/pod:port</c> → port.</summary>
    public ConcurrentDictionary<string, int> Ports { get; } = new(StringComparer.Ordinal);

    /// <summary>The token that requests must bear.</summary>
    public string Token { get; set; } = "secret";

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What was asked for so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Breaks all connections off, as an API server that is restarted does.</summary>
    public void BreakConnections()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        BreakConnections();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closed.Token);
                client.NoDelay = true;
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException || _closed.IsCancellationRequested)
        {
            // Closed, maybe between two clients.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var (path, headers) = await ReadHeadAsync(stream);
            _requests.Enqueue(path);
            if (headers.GetValueOrDefault("Authorization") != $"Bearer {Token}")
            {
                await RefuseAsync(stream, "401 Unauthorized");
            }
            else if (TargetOf(path) is not { } target || !Ports.Keys.Any(key => key.StartsWith($"{target.Pod}:", StringComparison.Ordinal)))
            {
                await RefuseAsync(stream, "404 Not Found");
            }
            else if (headers.GetValueOrDefault("Upgrade") != "websocket" || headers.GetValueOrDefault("Sec-WebSocket-Protocol") != Protocol)
            {
                await RefuseAsync(stream, "400 Bad Request");
            }
            else
            {
                await ForwardAsync(stream, headers["Sec-WebSocket-Key"], target.Pod, target.Port);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or WebSocketException)
        {
            // The client went away.
        }
    }

    private async Task ForwardAsync(NetworkStream stream, string key, string pod, int port)
    {
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeSuffix)));
        await WriteAsync(stream, $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: {Protocol}\r\n\r\n");
        using var socket = WebSocket.CreateFromStream(stream, isServer: true, Protocol, Timeout.InfiniteTimeSpan);
        foreach (var channel in (byte[])[0, 1])
        {
            var announced = new byte[3];
            announced[0] = channel;
            BinaryPrimitives.WriteUInt16LittleEndian(announced.AsSpan(1), (ushort)port);
            await SendAsync(socket, announced);
        }

        using var target = new TcpClient { NoDelay = true };
        try
        {
            await target.ConnectAsync(IPAddress.Loopback, Ports.GetValueOrDefault($"{pod}:{port}"), _closed.Token);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            byte[] reason = [1, .. Encoding.UTF8.GetBytes($"error forwarding port {port} to pod {pod}: dial tcp4 127.0.0.1:{port}: connect: connection refused")];
            await SendAsync(socket, reason);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _closed.Token);
            return;
        }

        var inwards = InwardsAsync(socket, target.GetStream());
        await OutwardsAsync(target.GetStream(), socket);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _closed.Token);
        await inwards;
    }

    private async Task InwardsAsync(WebSocket socket, NetworkStream pod)
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), _closed.Token) is { MessageType: not WebSocketMessageType.Close } message)
            {
                if (message.Count == 0 || buffer[0] != 0)
                {
                    throw new WebSocketException("a message must begin with the channel of the data");
                }

                var within = !message.EndOfMessage;
                await pod.WriteAsync(buffer.AsMemory(1, message.Count - 1), _closed.Token);
                while (within)
                {
                    message = await socket.ReceiveAsync(buffer.AsMemory(), _closed.Token);
                    within = !message.EndOfMessage;
                    await pod.WriteAsync(buffer.AsMemory(0, message.Count), _closed.Token);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or WebSocketException)
        {
            // The client went away.
        }

        pod.Close();
    }

    private async Task OutwardsAsync(NetworkStream pod, WebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await pod.ReadAsync(buffer.AsMemory(1), _closed.Token) is > 0 and var count)
            {
                await SendAsync(socket, buffer.AsMemory(0, count + 1));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The Pod's end is closed.
        }
    }

    private Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> message) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, _closed.Token).AsTask();

    private Task RefuseAsync(NetworkStream stream, string status) =>
        WriteAsync(stream, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}");

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _closed.Token);

    private async Task<(string Path, Dictionary<string, string> Headers)> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, _closed.Token);
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return (lines[0].Split(' ')[1], lines[1..].Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.OrdinalIgnoreCase));
    }

    // /api/v1/namespaces/{namespace}/pods/{pod}/portforward?ports={port}
    private static (string Pod, int Port)? TargetOf(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return parts is ["", "api", "v1", "namespaces", var space, "pods", var pod, "portforward"] && path.Split("?ports=") is [_, var port]
            ? ($"{space}/{pod}", int.Parse(port, CultureInfo.InvariantCulture))
            : null;
    }
}
