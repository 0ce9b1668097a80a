using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace IdpBuilder.DockerEngine;

/// <summary>Makes the engine look like one of another machine: it is reached at an address of this one that is not the loopback address.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Task _serving;

    private Relay(IPAddress address, string socket)
    {
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _serving = ServeAsync(socket);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Begins; skips the test where this machine has no such address, or the engine no socket.</summary>
    public static Relay To(Uri engine)
    {
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType == NetworkInterfaceType.Ethernet)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipUnless(engine.Scheme == "unix", "the engine is not reached through a socket");
        Assert.SkipWhen(address is null, "this machine has no address but the loopback one");
        return new Relay(address!, engine.LocalPath);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync(string socket)
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await _listener.AcceptSocketAsync(_end.Token), socket));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(Socket near, string socket)
    {
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (near)
        {
            try
            {
                await far.ConnectAsync(new UnixDomainSocketEndPoint(socket), _end.Token);
                await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception broken) when (broken is OperationCanceledException or SocketException)
            {
                // Whoever called will notice.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var chunk = new byte[64 * 1024];
        while (await from.ReceiveAsync(chunk, _end.Token) is > 0 and var count)
        {
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(chunk.AsMemory(sent, count - sent), _end.Token);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
