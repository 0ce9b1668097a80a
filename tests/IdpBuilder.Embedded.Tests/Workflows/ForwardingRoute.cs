using IdpBuilder.Embedded;

namespace IdpBuilder.Tests.Workflows;

/// <summary>Leads port-forwards to an API server on the network, and everything else to the embedded one.</summary>
internal sealed class ForwardingRoute(EmbeddedApi embedded) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler { UseProxy = false });
    private readonly HttpMessageInvoker _embedded = new(embedded.CreateHandler());

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/portforward", StringComparison.Ordinal))
        {
            return _network.SendAsync(request, cancellationToken);
        }

        request.RequestUri = new Uri(EmbeddedApi.Address, request.RequestUri.PathAndQuery);
        return _embedded.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _network.Dispose();
        _embedded.Dispose();
        base.Dispose(disposing);
    }
}
