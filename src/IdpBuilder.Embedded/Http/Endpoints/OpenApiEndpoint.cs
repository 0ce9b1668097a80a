using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Http.Protobuf;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Schemas.OpenApi;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Answers the OpenAPI documents; what was written last is kept, since clients ask for the same again and again.</summary>
internal sealed class OpenApiEndpoint(ResourceCatalog catalog)
{
    private Kept _kept = new(null, []);

    /// <summary>The answer to a path below <c>/openapi</c>.</summary>
    /// <exception cref="StatusException">There is no such document, or none in a form that the client accepts.</exception>
    public ApiResponse Answer(IReadOnlyList<string> segments, string accept)
    {
        // Clients that can read the form of gnostic name it first, and mostly alone.
        var asMessage = segments is ["openapi", "v2"] && accept.StartsWith(OpenApiMessage.MediaTypePrefix, StringComparison.OrdinalIgnoreCase);
        if (!asMessage)
        {
            _ = Negotiation.Of(accept);
        }

        var current = catalog.Current;
        var kept = Volatile.Read(ref _kept);
        if (kept.Catalog != current)
        {
            kept = new Kept(current, []);
            Volatile.Write(ref _kept, kept);
        }

        var path = string.Join('/', segments) + (asMessage ? "#" : string.Empty);
        lock (kept.Documents)
        {
            if (!kept.Documents.TryGetValue(path, out var document))
            {
                var json = Write(current, segments) ?? throw StatusFailures.PathNotFound();
                document = asMessage ? new ApiResponse(200, OpenApiMessage.MediaType, OpenApiMessage.Write(json)) : ApiResponses.Json(json);
                kept.Documents.Add(path, document);
            }

            return document;
        }
    }

    private static JsonObject? Write(CatalogSnapshot current, IReadOnlyList<string> segments) => segments switch
    {
        ["openapi", "v2"] => OpenApiDocument.ForServer(Resources(current.Types), ServerVersion.GitVersion),
        ["openapi", "v3"] => OpenApiDocument.Index(Resources(current.Types)),
        ["openapi", "v3", "api", var version] => OfVersion(current.In(string.Empty, version)),
        ["openapi", "v3", "apis", var group, var version] => OfVersion(current.In(group, version)),
        _ => null,
    };

    private static JsonObject? OfVersion(IEnumerable<ResourceType> types)
    {
        var resources = Resources(types).ToArray();
        return resources.Length == 0 ? null : OpenApiDocument.ForVersion(resources, ServerVersion.GitVersion);
    }

    private static IEnumerable<OpenApiResource> Resources(IEnumerable<ResourceType> types) => types.Select(type => new OpenApiResource(
        type.Type,
        type.Plural,
        type.Namespaced,
        type.Schema,
        type.Custom is null ? string.Empty : type.Custom.Generation.ToString(CultureInfo.InvariantCulture)));

    private sealed record Kept(CatalogSnapshot? Catalog, Dictionary<string, ApiResponse> Documents);
}
