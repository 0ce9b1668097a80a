using System.Net;

namespace IdpBuilder.Embedded.Http;

/// <summary>Brings requests of an <see cref="HttpClient"/> to the API server in this process, without sockets.</summary>
internal sealed class InProcessHandler(ApiServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var apiRequest = new ApiRequest(
            request.Method.Method, uri.AbsolutePath, QueryParameters.Parse(uri.Query), name => Header(request, name), body);
        var response = await server.HandleAsync(apiRequest, cancellationToken).ConfigureAwait(false);
        return ToMessage(request, response);
    }

    private static HttpResponseMessage ToMessage(HttpRequestMessage request, ApiResponse response)
    {
        HttpContent content = response.Frames is { } frames
            ? new StreamContent(new FrameStream(frames))
            : new ReadOnlyMemoryContent(response.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        var message = new HttpResponseMessage((HttpStatusCode)response.Status) { RequestMessage = request, Content = content };
        foreach (var (name, value) in response.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static string Header(HttpRequestMessage request, string name)
    {
        if (request.Headers.TryGetValues(name, out var values)
            || (request.Content is not null && request.Content.Headers.TryGetValues(name, out values)))
        {
            return string.Join(name == "User-Agent" ? " " : ", ", values);
        }

        return string.Empty;
    }
}
