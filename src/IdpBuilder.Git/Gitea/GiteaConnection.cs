using System.Net.Http.Headers;
using System.Text;
using IdpBuilder.Clusters;

namespace IdpBuilder.Git.Gitea;

/// <summary>HTTP to a Gitea whose Pod only the API server reaches.</summary>
internal sealed class GiteaConnection : IDisposable
{
    // A tunnel is cheap to open and costs the API server one for as long as it stays.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client;

    /// <summary>Makes a connection; nothing is opened before the first request.</summary>
    public GiteaConnection(GiteaServer server, IPodPorts ports)
    {
        Server = server;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) => await ports.OpenAsync(GiteaLocator.Namespace, server.Pod, server.Port, stop).ConfigureAwait(false),
            PooledConnectionIdleTimeout = Idle,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = new Uri($"http://{GiteaLocator.Service}.{GiteaLocator.Namespace}.svc:{server.Port}/"),
        };
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.Owner}:{server.Credential}")));
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("idpbuilder", "1"));
    }

    /// <summary>The server.</summary>
    public GiteaServer Server { get; }

    /// <summary>Sends a request and reads its whole answer.</summary>
    public async Task<(HttpResponseMessage Response, byte[] Body)> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var response = await _client.SendAsync(request, stop).ConfigureAwait(false);
        return (response, await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
