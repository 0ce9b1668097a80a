using System.Text.Json.Nodes;
using IdpBuilder.Errors;

namespace IdpBuilder.Kubernetes.Requests;

/// <summary>
/// Finds out what became of creations and replacements whose answer was lost. They are sent again, and when the server then says that it
/// has such an object already, or a newer one, the object itself tells whether the first attempt was carried out.
/// </summary>
internal sealed class CertainWrites(ApiClient client)
{
    /// <summary>Sends a request that changes something; what comes back is the object as it was written.</summary>
    public async Task<JsonObject> SendAsync(ApiRequest request, CancellationToken stop)
    {
        try
        {
            return await client.SendAsync(request, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException lost) when (request.Outcome.Length > 0 && IsUncertain(lost))
        {
            return await AgainAsync(request, stop).ConfigureAwait(false);
        }
    }

    private async Task<JsonObject> AgainAsync(ApiRequest request, CancellationToken stop)
    {
        try
        {
            return await client.SendAsync(request with { Repeatable = true }, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException conflict) when (conflict.Code == 409)
        {
            var question = new ApiRequest(HttpMethod.Get, request.Outcome, "Reading", request.Subject) { Target = request.Target, Repeatable = true };
            var live = await client.SendAsync(question, stop).ConfigureAwait(false);
            if (WrittenObject.Shows(live, JsonNode.Parse(request.Body.Span)))
            {
                return live;
            }

            throw;
        }
    }

    private static bool IsUncertain(KubernetesApiException failure) => failure.Code switch
    {
        0 => RetryPolicy.MayHaveArrived(failure.InnerException),
        502 or 503 or 504 => true,
        500 => RetryPolicy.TellsOfStore(failure.Message),
        _ => false,
    };
}
