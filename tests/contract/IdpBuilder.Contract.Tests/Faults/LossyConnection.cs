using System.Net;
using System.Net.Sockets;

namespace IdpBuilder.Contract.Tests.Faults;

/// <summary>One connection through a <see cref="LossyProxy"/>.</summary>
internal sealed class LossyConnection : IDisposable
{
    private readonly Socket _client;
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _ended = new();
    private bool _stalled;

    public LossyConnection(Socket client, int port)
    {
        _client = client;
        _client.NoDelay = true;
        _ = RunAsync(port);
    }

    /// <summary>Passes nothing on any more.</summary>
    public void Stall() => Volatile.Write(ref _stalled, true);

    /// <summary>Closes both ends, with a reset.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _client.Close(0);
        _server.Close(0);
    }

    private async Task RunAsync(int port)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, port, _ended.Token);
            await Task.WhenAny(PassAsync(_client, _server), PassAsync(_server, _client));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end went away.
        }

        if (!Volatile.Read(ref _stalled))
        {
            Dispose();
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var bytes = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(bytes, _ended.Token)) > 0)
        {
            // What comes is swallowed: the sender's machine believes that it has arrived.
            if (!Volatile.Read(ref _stalled))
            {
                await to.SendAsync(bytes.AsMemory(0, read), _ended.Token);
            }
        }
    }
}
