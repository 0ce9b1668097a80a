using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>
/// Finds out when programs serve. A port and a server that is not there yet can be watched by nobody, so that they are asked again and
/// again, but never longer than a limit and never after the program's end.
/// </summary>
internal sealed class ReadinessProbe(TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    // The namespaces come after the server calls itself ready.
    private static readonly string[] Paths = ["/readyz", "/api/v1/namespaces/default", "/api/v1/namespaces/kube-system"];

    /// <summary>Waits until a program accepts connections on a port.</summary>
    public Task ListensAsync(GuardedProcess process, int port, CancellationToken stop) => UntilAsync(process, patience => AcceptsAsync(port, patience), stop);

    /// <summary>Waits until an API server has all that a new cluster has; its version.</summary>
    public async Task<string> ServesAsync(GuardedProcess process, Uri address, ControlPlaneCredentials credentials, CancellationToken stop)
    {
        using var authority = X509Certificate2.CreateFromPem(credentials.AuthorityPem);
        var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        chain.CustomTrustStore.Add(authority);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = chain } })
        {
            BaseAddress = address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token) },
        };
        var met = 0;
        await UntilAsync(
            process,
            async patience =>
            {
                while (met < Paths.Length && await AnswersAsync(client, Paths[met], patience).ConfigureAwait(false))
                {
                    met++;
                }

                return met == Paths.Length;
            },
            stop).ConfigureAwait(false);
        var version = await client.GetFromJsonAsync<JsonObject>("/version", stop).ConfigureAwait(false);
        return (string?)version?["gitVersion"] ?? string.Empty;
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken patience)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port, patience).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string path, CancellationToken patience)
    {
        try
        {
            using var response = await client.GetAsync(path, patience).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task UntilAsync(GuardedProcess process, Func<CancellationToken, Task<bool>> ask, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        while (!await AskAsync(ask, stop).ConfigureAwait(false))
        {
            process.ThrowIfEnded();
            if (clock.GetElapsedTime(begin) > Limit)
            {
                throw process.NotReady(Limit);
            }

            await Task.Delay(Pause, clock, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> AskAsync(Func<CancellationToken, Task<bool>> ask, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(LongestAnswer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await ask(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
