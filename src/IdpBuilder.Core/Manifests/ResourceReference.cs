namespace IdpBuilder.Manifests;

/// <summary>Names one object for the API.</summary>
/// <param name="Type">Its type; an empty version means the one the server prefers.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name.</param>
/// <param name="Subresource">A subresource such as <c>status</c> or <c>scale</c>; empty for the object itself.</param>
public readonly record struct ResourceReference(GroupVersionKind Type, string Namespace, string Name, string Subresource = "")
{
    /// <summary>The object's identity, whatever the version of its type.</summary>
    public ResourceKey Key => new(Type.Group, Type.Kind, Namespace, Name);

    /// <summary>Names the object that a manifest describes.</summary>
    public static ResourceReference To(Manifest manifest) =>
        new(manifest.GroupVersionKind, manifest.Namespace, manifest.Name);

    /// <summary>Names the status of the object that a manifest describes.</summary>
    public static ResourceReference ToStatus(Manifest manifest) => To(manifest) with { Subresource = "status" };

    /// <inheritdoc/>
    public override string ToString() =>
        Namespace.Length == 0 ? $"{Type.Kind} '{Name}'" : $"{Type.Kind} '{Namespace}/{Name}'";
}
