using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Http.Endpoints;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http;

/// <summary>Answers requests as a Kubernetes API server does. Whatever is sent, the answer is an object or a Status, never an exception.</summary>
internal sealed class ApiServer(
    BearerAuthentication authentication, ResourceCatalog catalog, DiscoveryEndpoint discovery, ResourceEndpoint resources)
{
    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken stop)
    {
        try
        {
            return await AnswerAsync(request, stop).ConfigureAwait(false);
        }
        catch (StatusException failure)
        {
            return ApiResponses.Failure(failure);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return ApiResponses.Failure(StatusFailures.Internal(fault.Message));
        }
    }

    private async Task<ApiResponse> AnswerAsync(ApiRequest request, CancellationToken stop)
    {
        if (!BearerAuthentication.IsOpen(request.Path) && !authentication.Accepts(request))
        {
            throw StatusFailures.Unauthorized();
        }

        var segments = RequestPath.Split(request.Path);
        if (segments is not ["api" or "apis", ..] || RequestPath.Read(segments) is not { Resource.Length: > 0 } path)
        {
            return discovery.Answer(request, segments);
        }

        var accept = Negotiation.Of(request.Header("Accept"));
        var type = catalog.Current.Find(path.Group, path.Version, path.Resource) ?? throw StatusFailures.PathNotFound();
        var response = await resources.AnswerAsync(new Exchange(request, path, type, accept), stop).ConfigureAwait(false);
        return type.Deprecation.Length == 0 ? response : response.With(ApiResponses.Warnings([type.Deprecation]));
    }
}
