using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Schemas.OpenApi;

/// <summary>A served resource, as OpenAPI documents describe it.</summary>
/// <param name="Type">Group, version and kind.</param>
/// <param name="Plural">The name used in URLs.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
/// <param name="Schema">Its schema; null for one that allows everything.</param>
/// <param name="Stamp">Changes whenever the schema does; empty for a built-in type.</param>
internal sealed record OpenApiResource(GroupVersionKind Type, string Plural, bool Namespaced, TypeSchema? Schema, string Stamp = "")
{
    /// <summary>The name of the kind's definition.</summary>
    public string Definition => Schema is { IsBuiltIn: true } ? Schema.Name : $"{ReversedGroup}.{Type.Version}.{Type.Kind}";

    /// <summary>The path of the group version below the server's root.</summary>
    public string VersionPath => Type.Group.Length == 0 ? $"api/{Type.Version}" : $"apis/{Type.Group}/{Type.Version}";

    private string ReversedGroup => string.Join('.', Enumerable.Reverse(Type.Group.Split('.')));
}
