using IdpBuilder.Clusters;
using IdpBuilder.Manifests;

namespace IdpBuilder.Docker;

/// <summary>What clusters on Docker need of the outside.</summary>
/// <param name="Connections">Opens connections to their APIs.</param>
/// <param name="Kubeconfig">Tells other programs about them.</param>
/// <param name="Reader">Reads what nodes bring as YAML.</param>
/// <param name="Clock">Measures waits.</param>
internal sealed record DockerServices(IKubernetesApiFactory Connections, IKubeconfig Kubeconfig, IManifestReader Reader, TimeProvider Clock);
