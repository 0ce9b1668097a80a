using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Clusters;

/// <summary>What embedded clusters need of the outside.</summary>
/// <param name="Connections">Opens connections to their APIs.</param>
/// <param name="Kubeconfig">Tells programs outside of this process about those that listen.</param>
/// <param name="Reader">Reads bodies that come as YAML.</param>
/// <param name="Programs">Renders charts and kustomizations in them.</param>
/// <param name="Clock">The time outside of the clusters.</param>
internal sealed record EmbeddedServices(
    IKubernetesApiFactory Connections, IKubeconfig Kubeconfig, IManifestReader Reader, IProgramRunner Programs, TimeProvider Clock);
