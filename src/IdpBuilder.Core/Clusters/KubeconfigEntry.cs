namespace IdpBuilder.Clusters;

/// <summary>A cluster as a kubeconfig names it.</summary>
/// <param name="Name">The name of the cluster, the user and the context.</param>
/// <param name="Endpoint">How it is reached; its transport is of no use to other processes and is left out.</param>
/// <param name="MakeCurrent">Whether its context becomes the current one even where another is.</param>
/// <param name="EndsWithProcess">Whether the cluster is gone when this process is, however it ends. The entry then says whose it is.</param>
public sealed record KubeconfigEntry(string Name, KubeEndpoint Endpoint, bool MakeCurrent = false, bool EndsWithProcess = false);
