using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers what is about the server itself: health, version, and what it serves.</summary>
internal sealed class DiscoveryEndpoint(ResourceCatalog catalog, OpenApiEndpoint documents)
{
    public ApiResponse Answer(ApiRequest request, string[] segments)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            throw segments is ["api" or "apis" or "version" or "healthz" or "livez" or "readyz"] or ["api" or "apis", _] or ["apis", _, _]
                ? StatusFailures.MethodNotAllowed()
                : StatusFailures.PathNotFound();
        }

        var accept = request.Header("Accept");
        return segments switch
        {
            _ when HealthChecks.Answers(segments) => HealthChecks.Answer(segments, request.Query),
            ["version"] => ApiResponses.Json(ServerVersion.Document()),
            ["openapi", ..] => documents.Answer(segments, accept),
            _ => Describe(segments, Negotiation.Of(accept).Shape == ResponseShape.AggregatedDiscovery),
        };
    }

    private ApiResponse Describe(string[] segments, bool aggregated)
    {
        var current = catalog.Current;
        return segments switch
        {
            [] => ApiResponses.Json(Paths(current)),
            ["api"] when aggregated => Aggregated(AggregatedDiscovery.Core(current)),
            ["apis"] when aggregated => Aggregated(AggregatedDiscovery.Groups(current)),
            ["api"] => ApiResponses.Json(DiscoveryDocuments.CoreVersions()),
            ["apis"] => ApiResponses.Json(DiscoveryDocuments.Groups(current)),
            ["apis", var group] => Found(DiscoveryDocuments.Group(current, group)),
            ["api", var version] => Found(DiscoveryDocuments.Resources(current, string.Empty, version)),
            ["apis", var group, var version] => Found(DiscoveryDocuments.Resources(current, group, version)),
            _ => throw StatusFailures.PathNotFound(),
        };
    }

    private static ApiResponse Found(JsonObject? document) =>
        ApiResponses.Json(document ?? throw StatusFailures.PathNotFound());

    private static ApiResponse Aggregated(JsonObject document) =>
        ApiResponses.Json(document, 200, AggregatedDiscovery.MediaType);

    private static JsonObject Paths(CatalogSnapshot current) => new()
    {
        ["paths"] = new JsonArray(new[] { "/api", "/api/v1", "/apis" }
            .Concat(current.Groups.SelectMany(group => group.Versions.Select(version => $"/apis/{group.Name}/{version}").Prepend($"/apis/{group.Name}")))
            .Concat(["/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"])
            .Select(path => (JsonNode)path)
            .ToArray()),
    };
}
