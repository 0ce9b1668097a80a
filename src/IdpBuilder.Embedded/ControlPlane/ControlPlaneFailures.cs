using IdpBuilder.Errors;

namespace IdpBuilder.Embedded.ControlPlane;

/// <summary>The failures of starting a real control plane.</summary>
internal static class ControlPlaneFailures
{
    /// <summary>A program is missing.</summary>
    public static IdpException NotFound(string directory, string program) => new(
        "ControlPlaneNotFound",
        FailureKind.NotFound,
        $"There is no '{program}' in '{directory}'. New-IdpCluster -ControlPlanePath takes a directory that holds etcd and kube-apiserver; " +
        "without it the embedded cluster brings an API of its own.",
        directory);

    /// <summary>A program cannot be executed.</summary>
    public static IdpException NotExecutable(string program, Exception inner) => new(
        "ControlPlaneNotStarted",
        FailureKind.InvalidOperation,
        $"'{program}' cannot be started: {inner.Message.TrimEnd('.')}. It must be an executable program for this operating system and processor.",
        program,
        inner);

    /// <summary>A program ended while it was waited for.</summary>
    public static IdpException Ended(string program, string lastLines) => new(
        "ControlPlaneNotStarted",
        FailureKind.Failed,
        $"'{program}' ended instead of serving. Its last lines:{Environment.NewLine}{lastLines}{Environment.NewLine}" +
        "Run New-IdpCluster again, or without -ControlPlanePath if it fails the same way.",
        program);

    /// <summary>The API does not become ready.</summary>
    public static IdpException NotReady(string program, TimeSpan limit, string lastLines) => new(
        "ControlPlaneNotStarted",
        FailureKind.TimedOut,
        $"'{program}' was not ready within {limit.TotalSeconds:0} seconds. Its last lines:{Environment.NewLine}{lastLines}{Environment.NewLine}" +
        "Run New-IdpCluster again when this machine has less to do.",
        program);
}
