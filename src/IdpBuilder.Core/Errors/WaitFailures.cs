using System.Globalization;
using IdpBuilder.Waiting;

namespace IdpBuilder.Errors;

/// <summary>The failures of waiting.</summary>
public static class WaitFailures
{
    /// <summary>The deadline passed.</summary>
    /// <param name="condition">What was waited for.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="lastSeen">What was seen last; null when the cluster had not answered by then.</param>
    /// <param name="interruption">How the connection had been lost, if it was not back by then.</param>
    public static IdpException TimedOut(IWaitCondition condition, TimeSpan timeout, WaitVerdict? lastSeen, string interruption = "") => new(
        "WaitTimedOut",
        FailureKind.TimedOut,
        $"Waiting for {condition.Description} timed out after {timeout.ToString("c", CultureInfo.InvariantCulture)}. " +
        $"Last seen: {lastSeen?.Seen ?? "nothing, the cluster had not told its state yet"}. " +
        (interruption.Length == 0
            ? lastSeen?.Seen.Contains("suspended", StringComparison.OrdinalIgnoreCase) == true
                ? "What is suspended goes on with Resume-IdpWorkflow; Get-IdpWorkflow -Tree shows what it asks for."
                : "Wait longer with -Timeout, or look closer with Get-IdpPackageResource and Get-IdpWorkflow."
            : $"The connection to the cluster had been lost by then ({interruption}): see with Get-IdpCluster whether it runs, and wait again."),
        lastSeen);

    /// <summary>What was waited for cannot come: its type was taken out of the cluster.</summary>
    /// <param name="condition">What was waited for.</param>
    /// <param name="lastSeen">What was seen last; null when the cluster never told.</param>
    /// <param name="inner">Which type it was.</param>
    public static IdpException TypeGone(IWaitCondition condition, WaitVerdict? lastSeen, KubernetesApiException inner) => new(
        inner.Id,
        inner.Kind,
        $"Waiting for {condition.Description} is in vain. Last seen: {lastSeen?.Seen ?? "nothing"}. {inner.Message}",
        lastSeen,
        inner);

    /// <summary>The cluster does not answer any more.</summary>
    /// <param name="condition">What was waited for.</param>
    /// <param name="lastSeen">What was seen last; null when the cluster never told.</param>
    /// <param name="inner">How the connection failed.</param>
    public static IdpException ClusterGone(IWaitCondition condition, WaitVerdict? lastSeen, Exception inner) => new(
        "ClusterGone",
        FailureKind.Unreachable,
        $"The cluster went away while waiting for {condition.Description}. " +
        $"Last seen: {lastSeen?.Seen ?? "nothing"}. " +
        "See which clusters there are with Get-IdpCluster.",
        lastSeen,
        inner);
}
