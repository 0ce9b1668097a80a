namespace IdpBuilder.Manifests;

/// <summary>The identity of an object inside a cluster, independent of its API version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespace">The namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">The name.</param>
public readonly record struct ResourceKey(string Group, string Kind, string Namespace, string Name)
{
    /// <summary><c>group/kind/namespace/name</c>, the form of Argo CD's messages.</summary>
    public override string ToString() => $"{Group}/{Kind}/{Namespace}/{Name}";
}
