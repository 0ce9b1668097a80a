namespace IdpBuilder.Clusters;

/// <summary>A cluster as a kubeconfig names it.</summary>
/// <param name="Name">The name of the cluster, the user and the context.</param>
/// <param name="Endpoint">How it is reached; its transport is of no use to other processes and is left out.</param>
/// <param name="MakeCurrent">Whether its context becomes the current one even where another is.</param>
public sealed record KubeconfigEntry(string Name, KubeEndpoint Endpoint, bool MakeCurrent = false);
