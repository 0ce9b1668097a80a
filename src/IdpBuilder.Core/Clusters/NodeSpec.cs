namespace IdpBuilder.Clusters;

/// <summary>The nodes that are wanted of a provider that makes some.</summary>
/// <param name="KubernetesVersion">The Kubernetes version, such as <c>1.36</c> or <c>v1.36.4</c>; empty for the provider's choice.</param>
/// <param name="Image">The node image; empty for the one of the version.</param>
/// <param name="WorkerCount">How many nodes there are beside the one with the control plane.</param>
/// <param name="MakeCurrent">Whether the cluster becomes the kubeconfig's current context even where there is another.</param>
/// <param name="Retain">Whether what was made stays when making the cluster fails.</param>
public sealed record NodeSpec(
    string KubernetesVersion = "", string Image = "", int WorkerCount = 0, bool MakeCurrent = false, bool Retain = false)
{
    /// <summary>One node of the provider's choice.</summary>
    public static NodeSpec Default { get; } = new();
}
