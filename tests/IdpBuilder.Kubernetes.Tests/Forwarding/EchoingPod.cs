using System.Net;
using System.Net.Sockets;

namespace IdpBuilder.Kubernetes.Tests.Forwarding;

/// <summary>What listens in a Pod: it says back what it hears, and knows when its clients have gone.</summary>
internal sealed class EchoingPod : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EchoingPod()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the first client has closed its connection.</summary>
    public Task Left => _left.Task;

    /// <summary>How many bytes are said back before the connection is closed from this side.</summary>
    public int Patience { get; set; } = int.MaxValue;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[8192];
            for (var said = 0; said < Patience && await stream.ReadAsync(buffer) is > 0 and var count; said += count)
            {
                await stream.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Gone, too.
        }

        _left.TrySetResult();
    }
}
