using IdpBuilder.Git;
using IdpBuilder.Manifests;

namespace IdpBuilder.Clusters;

/// <summary>A cluster with everything needed to work on it. The provider that made it owns and closes it.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Api">Its API.</param>
/// <param name="Git">Its git server.</param>
/// <param name="Clock">Its time; an embedded cluster's runs ahead of the wall clock, for it jumps over waits.</param>
public sealed record ClusterConnection(Cluster Cluster, IKubernetesApi Api, IGitHost Git, TimeProvider Clock);
