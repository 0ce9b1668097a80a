using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Kubernetes.Tests.Scripted;

namespace IdpBuilder.Kubernetes.Tests.Network;

/// <summary>An API server on loopback over TLS that knows a version, discovery and nothing else, and remembers who asked.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<TestRequest> _requests = [];
    private readonly Task _accepting;

    public TestServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers 401 to requests for which this is false.</summary>
    public Func<TestRequest, bool> LetsIn { get; set; } = _ => true;

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<TestRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _accepting;
        _certificate.Dispose();
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
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = _certificate,
                    ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
                },
                _closed.Token);
            using var reader = new StreamReader(tls, Encoding.ASCII);
            while (await reader.ReadLineAsync(_closed.Token) is { Length: > 0 } first)
            {
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_closed.Token) is { Length: > 0 } line)
                {
                    var colon = line.IndexOf(':', StringComparison.Ordinal);
                    headers[line[..colon]] = line[(colon + 1)..].Trim();
                }

                var request = new TestRequest(first.Split(' ')[1], headers, tls.RemoteCertificate?.Subject ?? string.Empty, tls.TargetHostName);
                _requests.Enqueue(request);
                await tls.WriteAsync(Encoding.UTF8.GetBytes(Answer(request)), _closed.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or does not trust this server.
        }
    }

    private string Answer(TestRequest request)
    {
        var (status, body) = !LetsIn(request) ? ("401 Unauthorized", """{"kind":"Status","code":401,"reason":"Unauthorized","message":"Unauthorized"}""")
            : request.Path switch
            {
                "/version" => ("200 OK", """{"gitVersion":"v1.34.1"}"""),
                "/api" => ("200 OK", Documents.CoreDiscovery.ToString()),
                "/apis" => ("200 OK", Documents.GroupDiscovery.ToString()),
                _ => ("404 Not Found", "{}"),
            };
        return $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
    }
}
