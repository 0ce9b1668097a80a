using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>An object that must be there before a package counts as ready.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name.</param>
/// <param name="Condition">The status condition that must be True; empty when existing, and being healthy by Argo CD's rules, is enough.</param>
public sealed record ReadyObject(GroupVersionKind Type, string Namespace, string Name, string Condition = "")
{
    /// <summary><c>Kind 'namespace/name'</c>, for messages.</summary>
    public override string ToString() => new ResourceReference(Type, Namespace, Name).ToString();
}
