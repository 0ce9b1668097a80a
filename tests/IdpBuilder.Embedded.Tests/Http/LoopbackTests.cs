using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IdpBuilder.Embedded.Http.Loopback;

namespace IdpBuilder.Tests.Http;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("GARBAGE\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET / HTTP/2.0\r\n\r\n", "HTTP/1.1 505")]
    [InlineData("GET /readyz HTTP/1.1\r\nbroken\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET /readyz HTTP/1.1\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("POST /readyz HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET /readyz HTTP/1.0\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("GET /readyz HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("GET /api HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 401")]
    public async Task Whatever_arrives_is_answered_and_the_connection_ends(string request, string begin)
    {
        using var client = new ApiClient();
        await using var listener = client.Api.Listen(0);

        Assert.StartsWith(begin, await ExchangeAsync(listener, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        using var client = new ApiClient();
        await using var listener = client.Api.Listen(0);

        var answer = await ExchangeAsync(listener, "GET /readyz HTTP/1.1\r\nX: " + new string('x', 70_000));

        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_comes_in_chunks_and_a_connection_serves_many_requests()
    {
        using var client = new ApiClient();
        await using var listener = client.Api.Listen(0);
        var authorization = $"Authorization: Bearer {ApiClient.Token}\r\n";

        var answer = await ExchangeAsync(
            listener,
            $"POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\n{authorization}Transfer-Encoding: chunked\r\n\r\n"
            + "a\r\n{\"metadata\r\n11;note=x\r\n\":{\"name\":\"abc\"}}\r\n0\r\n\r\n"
            + $"GET /api/v1/namespaces/default/configmaps/abc HTTP/1.1\r\n{authorization}Connection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_is_served_under_every_name_of_this_machine()
    {
        using var client = new ApiClient();
        await using var listener = client.Api.Listen(0);
        using var authority = X509Certificate2.CreateFromPem(listener.CertificateAuthority);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { authority },
        };
        using var http = new HttpClient(handler);

        Assert.Equal("ok", await http.GetStringAsync(new Uri(listener.Address, "/readyz")));
        Assert.Equal("ok", await http.GetStringAsync(new Uri($"https://localhost:{listener.Address.Port}/readyz")));
    }

    private static async Task<string> ExchangeAsync(LoopbackListener listener, string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", listener.Address.Port, patience.Token);
        await using var tls = new SslStream(socket.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, patience.Token);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(tls);
        return await reader.ReadToEndAsync(patience.Token);
    }
}
