namespace IdpBuilder.Clusters;

/// <summary>
/// Opens connections to ports of Pods through a cluster's API server: no name, no ingress and no port of this machine is needed.
/// An API that can do this implements it beside <see cref="Manifests.IKubernetesApi"/>.
/// </summary>
public interface IPodPorts
{
    /// <summary>A connection to a port of a Pod; bytes go both ways, and closing it closes the Pod's end too.</summary>
    /// <param name="inNamespace">The Pod's namespace.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="port">The port that something in the Pod listens on.</param>
    /// <param name="stop">Cancels the opening.</param>
    /// <exception cref="Errors.KubernetesApiException">The API server does not open it.</exception>
    Task<Stream> OpenAsync(string inNamespace, string pod, int port, CancellationToken stop);
}
