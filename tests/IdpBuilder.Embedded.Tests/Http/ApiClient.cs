using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Tests.Http;

/// <summary>A cluster's API as plain HTTP, to see exactly what goes over the wire.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string Token = "token-of-the-tests";
    private readonly HttpClient _http;

    public ApiClient(TimeProvider? clock = null)
    {
        Api = new EmbeddedApi(Token, clock ?? TimeProvider.System, TimeProvider.System, new YamlManifestReader());
        _http = new HttpClient(Api.CreateHandler()) { BaseAddress = EmbeddedApi.Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public EmbeddedApi Api { get; }

    public HttpClient Http => _http;

    public Task<ApiAnswer> GetAsync(string path, string accept = "application/json") => SendAsync(HttpMethod.Get, path, null, accept: accept);

    public Task<ApiAnswer> PostAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, path, body, contentType);

    public Task<ApiAnswer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<ApiAnswer> PatchAsync(string path, string body, string contentType) => SendAsync(HttpMethod.Patch, path, body, contentType);

    public Task<ApiAnswer> ApplyAsync(string path, string body) => PatchAsync(path, body, "application/apply-patch+yaml");

    public Task<ApiAnswer> DeleteAsync(string path, string? body = null) => SendAsync(HttpMethod.Delete, path, body);

    public Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, string? body, string contentType = "application/json", string accept = "application/json") =>
        SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), contentType, accept);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, byte[]? body, string contentType, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToArray() : [];
        return new ApiAnswer((int)response.StatusCode, text, text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : [], warnings);
    }

    /// <summary>Opens a watch; it ends when the returned reader is disposed.</summary>
    public async Task<WatchReader> WatchAsync(string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public void Dispose() => _http.Dispose();
}
