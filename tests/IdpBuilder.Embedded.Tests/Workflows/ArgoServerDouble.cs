using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Tests.Forwarding;

namespace IdpBuilder.Tests.Workflows;

/// <summary>The artifacts of an argo-server, on a real socket and with a certificate that it made for itself, as it does by default.</summary>
internal sealed class ArgoServerDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    public ArgoServerDouble(bool isPlain)
    {
        _certificate = isPlain ? null : NewCertificate();
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The artifacts by path.</summary>
    public ConcurrentDictionary<string, string> Artifacts { get; } = new(StringComparer.Ordinal);

    /// <summary>The tokens that were shown.</summary>
    public ConcurrentQueue<string> Tokens { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate?.Dispose();
        _closed.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var made = new CertificateRequest("CN=localhost, O=ArgoProj", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Windows serves only with keys that it has imported.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_closed.Token);
            try
            {
                await using var stream = await OpenAsync(client);
                while (await HttpRequest.ReadAsync(stream, _closed.Token) is { } request)
                {
                    await AnswerAsync(stream, request);
                }
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _closed.Token);
        return secured;
    }

    private async Task AnswerAsync(Stream stream, HttpRequest request)
    {
        Tokens.Enqueue(request.Headers.GetValueOrDefault("Authorization") ?? string.Empty);
        var found = Artifacts.TryGetValue(request.Path, out var content);
        var body = Encoding.UTF8.GetBytes(content ?? "Internal Server Error");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(found ? "200 OK" : "500 Internal Server Error")}\r\nContent-Length: {body.Length}\r\n\r\n"), _closed.Token);
        await stream.WriteAsync(body, _closed.Token);
        await stream.FlushAsync(_closed.Token);
    }
}
