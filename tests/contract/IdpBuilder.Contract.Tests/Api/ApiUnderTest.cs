using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>A server that the contracts run on, reached through the module's own adapter and by plain requests.</summary>
public abstract class ApiUnderTest : IAsyncDisposable
{
    private int _namespaces;
    private int? _minor;

    /// <summary>The adapter, with all rights.</summary>
    public abstract IKubernetesApi Api { get; }

    /// <summary>A client for requests that the adapter would never send; it has no credentials.</summary>
    public abstract HttpClient Http { get; }

    /// <summary>The bearer token of the adapter.</summary>
    public abstract string Token { get; }

    /// <summary>An adapter for whoever a token stands for.</summary>
    public abstract IKubernetesApi Connect(string token);

    /// <summary>Makes a namespace of its own for a test.</summary>
    public async Task<string> NamespaceAsync()
    {
        var name = $"contract-{Interlocked.Increment(ref _namespaces)}-{Guid.NewGuid():N}"[..24];
        await Api.CreateAsync(Objects.Namespace(name), WriteOptions.Default, CancellationToken.None);
        return name;
    }

    /// <summary>The server's minor version: what newer versions do differently is expected of them only.</summary>
    public async Task<int> MinorAsync()
    {
        var (_, version) = await SendAsync(HttpMethod.Get, "/version");
        return _minor ??= int.Parse(((string)version["minor"]!).TrimEnd('+'), CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a plain request and reads the JSON it is answered with.</summary>
    public async Task<(HttpStatusCode Code, JsonObject Body)> SendAsync(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json", string accept = "application/json", string? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if ((token ?? Token).Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, JsonNode.Parse(text)!.AsObject());
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
