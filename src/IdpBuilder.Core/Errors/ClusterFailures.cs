using IdpBuilder.Clusters;

namespace IdpBuilder.Errors;

/// <summary>The failures of making and finding clusters that every provider shares.</summary>
public static class ClusterFailures
{
    /// <summary>A name that cannot become part of host names.</summary>
    public static IdpException NameInvalid(string name) => new(
        "ClusterNameInvalid",
        FailureKind.InvalidArgument,
        $"'{name}' cannot be a cluster's name. Take up to {ClusterName.LongestLength} lower-case letters, digits and dashes, with no dash first or last, such as 'demo'.",
        name);

    /// <summary>The name is taken.</summary>
    public static IdpException AlreadyExists(string name) => new(
        "ClusterAlreadyExists",
        FailureKind.AlreadyExists,
        $"The cluster '{name}' exists already. Use it as it is, remove it with Remove-IdpCluster, or make it anew with New-IdpCluster -Force.",
        name);

    /// <summary>Another connected cluster bears the name.</summary>
    public static IdpException NameTaken(string name) => new(
        "ClusterAlreadyExists",
        FailureKind.AlreadyExists,
        $"The name '{name}' belongs to another cluster. Give this one another with -Name, or let go of the other with Remove-IdpCluster.",
        name);

    /// <summary>No cluster of the name exists.</summary>
    public static IdpException NotFound(string name) => new(
        "ClusterNotFound",
        FailureKind.NotFound,
        $"The cluster '{name}' does not exist. Get-IdpCluster lists those that do; New-IdpCluster makes one.",
        name);

    /// <summary>Another program listens on the port.</summary>
    public static IdpException PortTaken(int port, Exception inner) => new(
        "ClusterPortTaken",
        FailureKind.InvalidOperation,
        $"Port {port} of the loopback address is taken by another program. Name another with New-IdpCluster -ListenPort, or take a free one with -Listen.",
        port,
        inner);

    /// <summary>A cluster that cannot be stopped and started.</summary>
    public static IdpException NotStoppable(string name, ClusterProvider provider) => new(
        "ClusterNotStoppable",
        FailureKind.NotSupported,
        $"The cluster '{name}' was neither started nor stopped: that is possible with clusters on Docker only, and this one is of the provider '{provider}'. Remove-IdpCluster ends it.",
        name);

    /// <summary>A cluster without nodes of ours.</summary>
    public static IdpException NoNodes(string name, ClusterProvider provider) => new(
        "ImageImportUnsupported",
        FailureKind.NotSupported,
        $"No image was imported into the cluster '{name}': that is possible with clusters on Docker only, and this one is of the provider '{provider}'. "
        + (provider == ClusterProvider.Embedded ? "No container runs in it, so that it needs no image." : "Push the image to a registry that its nodes can reach."),
        name);

    /// <summary>A port that cannot be read.</summary>
    public static IdpException ExtraPortInvalid(string text) => new(
        "ExtraPortInvalid",
        FailureKind.InvalidArgument,
        $"'{text}' is no port to publish. Give New-IdpCluster -ExtraPort the port of this machine and that of the node, such as '32222:32222', '0.0.0.0:9090:39090' or '5353:53/udp'.",
        text);

    /// <summary>A mount that cannot be read.</summary>
    public static IdpException MountInvalid(string text) => new(
        "MountInvalid",
        FailureKind.InvalidArgument,
        $"'{text}' is no mount. Give New-IdpCluster -ExtraMount a path of the engine's machine and an absolute one of the node, such as './data:/data' or 'C:\\data:/data:ro'.",
        text);
}
