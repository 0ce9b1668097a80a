using System.Net.Http.Headers;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>The way to an API server: its address, a client that reaches it, and who signs the requests.</summary>
/// <param name="Server">The API server's address.</param>
/// <param name="Client">Reaches it; owned by the transport's owner.</param>
/// <param name="SignAsync">Adds credentials to a request; null when the client has them already.</param>
internal sealed record ApiTransport(
    Uri Server, HttpClient Client, Func<HttpRequestMessage, CancellationToken, Task>? SignAsync = null)
{
    /// <summary>A transport through a handler of this process; no library is loaded for it.</summary>
    public static ApiTransport Through(HttpMessageHandler handler, Uri server, string token)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        if (token.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return new ApiTransport(server, client);
    }

    /// <summary>The address alone: the client carries secrets.</summary>
    public override string ToString() => Server.ToString();
}
