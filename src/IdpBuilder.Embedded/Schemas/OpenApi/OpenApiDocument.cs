using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.OpenApi;

/// <summary>
/// The OpenAPI documents of a server: what <c>kubectl explain</c> shows and <c>kubectl apply</c> asks for. They say what the types are,
/// not what they are for: built-in types have no descriptions.
/// </summary>
internal static class OpenApiDocument
{
    /// <summary>The index at <c>/openapi/v3</c>: where the document of each group version is. Addresses change with their content.</summary>
    public static JsonObject Index(IEnumerable<OpenApiResource> resources)
    {
        var paths = new JsonObject();
        foreach (var version in resources.GroupBy(resource => resource.VersionPath).OrderBy(version => version.Key, StringComparer.Ordinal))
        {
            paths[version.Key] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{version.Key}?hash={HashOf(version)}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>The document of one group version (OpenAPI 3.0).</summary>
    /// <param name="resources">The resources of the group version.</param>
    /// <param name="serverVersion">The version the server calls itself.</param>
    public static JsonObject ForVersion(IEnumerable<OpenApiResource> resources, string serverVersion)
    {
        var (paths, definitions) = Write(resources, OpenApiDialect.Three);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(serverVersion),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = definitions },
        };
    }

    /// <summary>The document of the whole server (Swagger 2.0).</summary>
    /// <param name="resources">All resources.</param>
    /// <param name="serverVersion">The version the server calls itself.</param>
    public static JsonObject ForServer(IEnumerable<OpenApiResource> resources, string serverVersion)
    {
        var (paths, definitions) = Write(resources, OpenApiDialect.Two);
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = Info(serverVersion),
            ["paths"] = paths,
            ["definitions"] = definitions,
        };
    }

    private static (JsonObject Paths, JsonObject Definitions) Write(IEnumerable<OpenApiResource> resources, OpenApiDialect dialect)
    {
        var schemas = new OpenApiSchemas(dialect);
        var writer = new OpenApiPaths(dialect, schemas);
        var paths = new JsonObject();
        foreach (var resource in resources)
        {
            schemas.AddKind(resource);
            writer.Add(resource, paths);
        }

        return (paths, schemas.Definitions());
    }

    private static JsonObject Info(string serverVersion) => new() { ["title"] = "Kubernetes", ["version"] = serverVersion };

    private static string HashOf(IEnumerable<OpenApiResource> resources)
    {
        var assembly = typeof(OpenApiDocument).Assembly.ManifestModule.ModuleVersionId;
        var text = string.Join('\n', resources
            .Select(resource => $"{resource.Type.Kind}/{resource.Plural}/{resource.Namespaced}/{resource.Stamp}")
            .Order(StringComparer.Ordinal)
            .Prepend(assembly.ToString()));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
