using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdpBuilder.Kubernetes.Tests.Forwarding;

/// <summary>A web server in a Pod, whose pages hold their own paths.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public PageServer()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync() is { Length: > 0 } first)
            {
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                var page = first.Split(' ')[1];
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {page.Length}\r\n\r\n{page}"));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
