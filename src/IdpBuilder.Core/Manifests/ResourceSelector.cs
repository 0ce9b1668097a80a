namespace IdpBuilder.Manifests;

/// <summary>Says which objects of one type are meant.</summary>
/// <param name="Type">The type; an empty version means the one the server prefers.</param>
/// <param name="Namespace">The namespace; empty for all namespaces or for cluster-scoped types.</param>
/// <param name="LabelSelector">A label selector in Kubernetes' syntax; empty for all.</param>
/// <param name="FieldSelector">A field selector in Kubernetes' syntax; empty for all.</param>
public readonly record struct ResourceSelector(
    GroupVersionKind Type, string Namespace = "", string LabelSelector = "", string FieldSelector = "");
