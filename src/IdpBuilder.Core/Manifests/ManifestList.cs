namespace IdpBuilder.Manifests;

/// <summary>The objects of a list at one point of the cluster's history.</summary>
/// <param name="Items">The objects; each has its <c>apiVersion</c> and <c>kind</c>, which the API leaves out inside lists.</param>
/// <param name="ResourceVersion">The version from which a watch continues.</param>
public sealed record ManifestList(IReadOnlyList<Manifest> Items, string ResourceVersion);
