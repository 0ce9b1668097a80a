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
    public static IdpException TimedOut(IWaitCondition condition, TimeSpan timeout, WaitVerdict? lastSeen) => new(
        "WaitTimedOut",
        FailureKind.TimedOut,
        $"Waiting for {condition.Description} timed out after {timeout.ToString("c", CultureInfo.InvariantCulture)}. " +
        $"Last seen: {lastSeen?.Seen ?? "nothing, the cluster had not told its state yet"}. " +
        "Wait longer with -Timeout, or look closer with Get-IdpPackageResource and Get-IdpWorkflow.",
        lastSeen);

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
