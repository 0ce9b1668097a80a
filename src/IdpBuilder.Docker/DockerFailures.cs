using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker;

/// <summary>The failures of clusters on Docker.</summary>
internal static class DockerFailures
{
    /// <summary>Nothing answers where the engine should be.</summary>
    public static IdpException EngineUnreachable(EngineAddress address, Exception? inner) => new(
        "EngineUnreachable",
        FailureKind.Unreachable,
        $"No Docker engine answers at '{address.Endpoint}' (from {address.Origin}): {Reason(inner)}. Start Docker, or name another engine with DOCKER_HOST or a Docker context; without Docker, use New-IdpCluster -Provider Embedded.",
        address.Endpoint,
        inner);

    /// <summary>What listens there says nothing.</summary>
    public static IdpException EngineSilent(EngineAddress address, TimeSpan patience) => new(
        "EngineUnreachable",
        FailureKind.Unreachable,
        FormattableString.Invariant($"The Docker engine at '{address.Endpoint}' (from {address.Origin}) has not answered within {patience.TotalSeconds:0} s. Restart Docker, or name another engine with DOCKER_HOST or a Docker context."),
        address.Endpoint);

    /// <summary>The engine says no.</summary>
    public static EngineRefusedException EngineRefused(string action, int status, string reason, Exception inner) => new(
        $"{action} was refused by the Docker engine: {reason.TrimEnd('.')}.", status, reason, inner);

    /// <summary>The disk of the engine's machine is full.</summary>
    public static IdpException DiskFull(string action, string reason, Exception? inner) => new(
        "EngineDiskFull",
        FailureKind.Failed,
        $"{action} failed, for the disk of the Docker engine is full: {reason.TrimEnd('.')}. Make room with 'docker system prune', or move the engine's data-root to a larger disk; Test-IdpPrerequisite tells how much is needed.",
        null,
        inner);

    /// <summary>An address that cannot be used.</summary>
    public static IdpException AddressInvalid(string address, string origin) => new(
        "EngineAddressInvalid",
        FailureKind.InvalidArgument,
        $"The address '{address}' of the Docker engine (from {origin}) cannot be used. Give one that begins with unix://, npipe://, tcp://, http:// or https://; for an engine behind SSH, forward its socket with ssh -L and name that.",
        address);

    /// <summary>The context that is meant does not exist.</summary>
    public static IdpException ContextNotFound(string name, string file) => new(
        "EngineContextNotFound",
        FailureKind.NotFound,
        $"The Docker context '{name}' does not exist or names no Docker engine: '{file}'. Choose another with DOCKER_CONTEXT, or name the engine with DOCKER_HOST.",
        name);

    /// <summary>Docker's own configuration is broken.</summary>
    public static IdpException ConfigurationUnreadable(string file, Exception inner) => new(
        "EngineConfigurationUnreadable",
        FailureKind.InvalidData,
        $"Docker's configuration '{file}' cannot be read: {inner.Message.TrimEnd('.')}. Correct it, or name the engine with DOCKER_HOST.",
        file,
        inner);

    /// <summary>The files for a TLS connection cannot be used.</summary>
    public static IdpException CertificateUnreadable(EngineAddress address, Exception inner) => new(
        "EngineCertificateUnreadable",
        FailureKind.InvalidData,
        $"The certificates for the Docker engine '{address.Endpoint}' in '{address.Certificates}' cannot be read: {inner.Message.TrimEnd('.')}. ca.pem, cert.pem and key.pem must be there in PEM format.",
        address.Certificates,
        inner);

    /// <summary>A version without an image of its own.</summary>
    public static IdpException VersionUnknown(string version, IEnumerable<string> known) => new(
        "KubernetesVersionUnknown",
        FailureKind.InvalidArgument,
        $"There is no node image for Kubernetes '{version}'. Those known are {string.Join(", ", known)}; for another, name its image with New-IdpCluster -Image.",
        version);

    /// <summary>A node did not boot.</summary>
    public static IdpException NodeNotBooted(string node, string reason, string log) => new(
        "NodeNotBooted",
        FailureKind.Failed,
        $"The node '{node}' did not boot: {reason}. The end of its log:{LogTail.Of(log)}\nKeep it for a look with New-IdpCluster -Retain; see whether this machine can run nodes with 'docker info'.",
        node);

    /// <summary>A command on a node failed.</summary>
    public static IdpException NodeCommandFailed(string node, string what, CommandResult result, string logs) => new(
        "NodeCommandFailed",
        FailureKind.Failed,
        $"{what} failed on the node '{node}' (exit code {result.ExitCode}). The end of its output:{LogTail.Of(result.Output)}{logs}\nKeep the nodes for a look with New-IdpCluster -Retain.",
        node);

    /// <summary>A node ended while something was done on it.</summary>
    public static IdpException NodeEnded(string node, string what, string reason, string log, Exception? inner) => new(
        "NodeEnded",
        FailureKind.Failed,
        $"The node '{node}' ended during {what}: {reason}. The end of its log:{LogTail.Of(log)}\nSee whether something else removes or ends containers, or whether memory ran out (Test-IdpPrerequisite), and run New-IdpCluster again.",
        node,
        inner);

    /// <summary>The nodes are not ready in time.</summary>
    public static IdpException NodesNotReady(string cluster, string seen, string logs, Exception inner) => new(
        "NodesNotReady",
        FailureKind.TimedOut,
        $"The nodes of the cluster '{cluster}' were not ready in time: {seen.TrimEnd('.')}.{logs}\nKeep them for a look with New-IdpCluster -Retain.",
        cluster,
        inner);

    /// <summary>The engine failed in the middle of a step, which the message then names.</summary>
    public static IdpException DuringStep(string activity, IdpException failure) => new(
        failure.Id,
        failure.Kind,
        $"{activity}: {failure.Message}",
        failure.Target,
        failure);

    /// <summary>A port of this machine is taken.</summary>
    public static IdpException PortTaken(string node, string reason, Exception inner) => new(
        "ClusterPortTaken",
        FailureKind.InvalidOperation,
        $"The node '{node}' was not started, because a port of this machine is taken: {reason.TrimEnd('.')}. Name another with New-IdpCluster -Port.",
        node,
        inner);

    /// <summary>A port that the cluster in place of another was to publish.</summary>
    public static IdpException PortHeld(string cluster, int port, string holder) => new(
        "ClusterPortTaken",
        FailureKind.InvalidOperation,
        FormattableString.Invariant($"The cluster '{cluster}' was not replaced and stands as it was, because {holder} has the port {port} of this machine. Name another with New-IdpCluster -Port, or end what has it."),
        port);

    /// <summary>The API of a started cluster does not answer.</summary>
    public static IdpException NotStarted(string name, Exception inner) => new(
        "ClusterNotStarted",
        FailureKind.TimedOut,
        $"The nodes of the cluster '{name}' were started, but its API did not answer in time: {inner.Message.TrimEnd('.')}. See the node's log with 'docker logs {Nodes.Node.ControlPlaneOf(name)}', or make the cluster anew with New-IdpCluster -Force.",
        name,
        inner);

    /// <summary>A cluster that lacks what leads into it.</summary>
    public static IdpException NotConnectable(string name, string reason) => new(
        "ClusterNotConnectable",
        FailureKind.InvalidOperation,
        $"The cluster '{name}' cannot be used: {reason}. Remove it with Remove-IdpCluster and make it anew with New-IdpCluster.",
        name);

    /// <summary>Containers that the engine does not let go.</summary>
    public static IdpException NotRemoved(string name, IReadOnlyList<string> containers) => new(
        "ClusterNotRemoved",
        FailureKind.TimedOut,
        $"The cluster '{name}' was not removed whole: the engine still has {string.Join(", ", containers.Select(container => $"'{container}'"))}. Run Remove-IdpCluster again; if that does not help, restart the engine.",
        name);

    /// <summary>A cluster that somebody else made, which may be dear to them.</summary>
    public static IdpException NotOurs(string name) => new(
        "ClusterNotOurs",
        FailureKind.InvalidOperation,
        $"The cluster '{name}' was not removed: kind made it, not IdpBuilder. Remove it with 'kind delete cluster --name {name}', or take another name with New-IdpCluster -Name.",
        name);

    /// <summary>A cluster that does not run.</summary>
    public static IdpException Stopped(string name) => new(
        "ClusterStopped",
        FailureKind.InvalidOperation,
        $"The cluster '{name}' is stopped. Start it with Start-IdpCluster.",
        name);

    /// <summary>A cluster whose making has not ended.</summary>
    public static IdpException Incomplete(string name) => new(
        "ClusterIncomplete",
        FailureKind.InvalidOperation,
        $"The cluster '{name}' is not complete: another session is making it, or one that was to make it has ended before it was done. Make it anew with New-IdpCluster -Force, or remove it with Remove-IdpCluster.",
        name);

    /// <summary>Argo CD in that cluster could read nothing from this machine.</summary>
    public static IdpException NoGitServer(string cluster, string repository) => new(
        "GitServerMissing",
        FailureKind.NotSupported,
        $"'{repository}' was not published: the cluster '{cluster}' has no git server from which Argo CD could read a local directory. Make the cluster with New-IdpCluster -CorePackage gitea, install one in it with Connect-IdpCluster -CorePackage gitea, or apply the package from this machine with Install-IdpPackage -Direct.",
        repository);

    private static string Reason(Exception? exception) => (exception?.GetBaseException().Message ?? "nothing listens there").TrimEnd('.');
}
