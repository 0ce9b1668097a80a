namespace IdpBuilder.Embedded.Schemas.OpenApi;

/// <summary>The two versions of OpenAPI that Kubernetes serves.</summary>
internal enum OpenApiDialect
{
    /// <summary>Swagger 2.0, one document for the whole server.</summary>
    Two,

    /// <summary>OpenAPI 3.0, one document for each group version.</summary>
    Three,
}
