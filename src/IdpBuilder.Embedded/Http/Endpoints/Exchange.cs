using IdpBuilder.Embedded.Discovery;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>A request whose resource has been found.</summary>
/// <param name="Request">The request.</param>
/// <param name="Path">What its path names.</param>
/// <param name="Type">The resource.</param>
/// <param name="Accept">What the client accepts.</param>
internal sealed record Exchange(ApiRequest Request, RequestPath Path, ResourceType Type, Negotiation Accept)
{
    public QueryParameters Query => Request.Query;
}
