using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Issues tokens of service accounts.</summary>
internal sealed class TokenEndpoint(RegistryCore core, RequestBody bodies, ServiceAccountTokens tokens)
{
    private const long DefaultLifetime = 3600;
    private const long ShortestLifetime = 600;
    private const long LongestLifetime = 1L << 32;

    public async Task<ApiResponse> IssueAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (request, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "TokenRequest");
        var account = core.Store.Find(new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name))
            ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
        var spec = NodePath.Ensure(request, "spec");
        var seconds = Lifetime(spec);
        var audiences = spec["audiences"] as JsonArray is { Count: > 0 } wanted
            ? (JsonArray)wanted.DeepClone()
            : new JsonArray("https://kubernetes.default.svc.cluster.local");
        var expires = core.Clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        spec["audiences"] = audiences;
        spec["expirationSeconds"] = seconds;
        request["kind"] = "TokenRequest";
        request["apiVersion"] = "authentication.k8s.io/v1";
        request["metadata"] = new JsonObject
        {
            ["name"] = account.Address.Name,
            ["namespace"] = account.Address.Namespace,
            ["creationTimestamp"] = Instant.Now(core.Clock),
        };
        request["status"] = new JsonObject
        {
            ["token"] = tokens.Issue(account.Address.Namespace, account.Address.Name, account.Uid, audiences, expires),
            ["expirationTimestamp"] = Instant.Text(expires),
        };
        return ApiResponses.Json(request, 201, exchange.Accept.MediaType);
    }

    private static long Lifetime(JsonObject spec)
    {
        var seconds = spec.Whole("expirationSeconds") ?? DefaultLifetime;
        var fault = seconds switch
        {
            < ShortestLifetime => "may not specify a duration less than 10 minutes",
            > LongestLifetime => "may not specify a duration larger than 2^32 seconds",
            _ => string.Empty,
        };
        return fault.Length == 0
            ? seconds
            : throw StatusFailures.InvalidRequest(
                "TokenRequest", "authentication.k8s.io", string.Empty, FieldError.Invalid("spec.expirationSeconds", seconds, fault));
    }
}
