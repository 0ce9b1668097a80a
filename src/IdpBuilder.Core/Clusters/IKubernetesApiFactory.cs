using IdpBuilder.Manifests;

namespace IdpBuilder.Clusters;

/// <summary>Opens connections to cluster APIs.</summary>
public interface IKubernetesApiFactory
{
    /// <summary>A connection to the API at an endpoint; nothing is sent before the first call.</summary>
    IKubernetesApi Connect(KubeEndpoint endpoint);
}
