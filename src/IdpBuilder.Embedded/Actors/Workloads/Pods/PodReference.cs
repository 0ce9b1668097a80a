using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>Something a Pod needs from the cluster.</summary>
/// <param name="Key">The object.</param>
/// <param name="Field">The key it must have among its data; empty for any.</param>
/// <param name="Volume">The volume that needs it; empty when a container's environment does.</param>
/// <param name="Container">The container whose environment needs it; empty for a volume.</param>
internal sealed record PodReference(ResourceKey Key, string Field, string Volume, string Container);
