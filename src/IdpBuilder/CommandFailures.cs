using IdpBuilder.Clusters;
using IdpBuilder.Errors;

namespace IdpBuilder;

/// <summary>Every failure that the cmdlets themselves make.</summary>
internal static class CommandFailures
{
    /// <summary>Something that is no cluster stands where one was expected.</summary>
    public static IdpException NotACluster(object? value) => new(
        "ClusterReferenceInvalid", FailureKind.InvalidArgument,
        $"'{value}' is not a cluster. Give a cluster's name or an object that Get-IdpCluster returned.", value);

    /// <summary>No cluster of that name exists.</summary>
    public static IdpException ClusterNotFound(string name, IReadOnlyList<Cluster> existing) => new(
        "ClusterNotFound", FailureKind.NotFound,
        existing.Count == 0
            ? $"The cluster '{name}' does not exist; there is none in this session. Create it with New-IdpCluster."
            : $"The cluster '{name}' does not exist. Get-IdpCluster lists those that do: {Names(existing)}.",
        name);

    /// <summary>No cluster exists where one was needed.</summary>
    public static IdpException NoCluster() => new(
        "ClusterMissing", FailureKind.NotFound,
        "There is no cluster in this session. Create one with New-IdpCluster, for example: New-IdpCluster -Name demo -Provider Embedded.");

    /// <summary>Several clusters exist and none was named.</summary>
    public static IdpException ClusterAmbiguous(IReadOnlyList<Cluster> clusters) => new(
        "ClusterAmbiguous", FailureKind.InvalidArgument,
        $"Several clusters exist ({Names(clusters)}). Say which one is meant with -Cluster.", clusters);

    /// <summary>A provider that this version does not have.</summary>
    public static IdpException ProviderNotSupported(ClusterProvider provider) => new(
        "ProviderNotSupported", FailureKind.NotSupported,
        $"The provider '{provider}' does not exist yet in this version of IdpBuilder. Use New-IdpCluster -Provider Embedded: a Kubernetes API inside this process that needs no Docker, on which packages are rehearsed.",
        provider);

    private static string Names(IReadOnlyList<Cluster> clusters) => string.Join(", ", clusters.Select(cluster => $"'{cluster.Name}'"));
}
