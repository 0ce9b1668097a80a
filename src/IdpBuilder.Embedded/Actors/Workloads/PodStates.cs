using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>What controllers want to know about Pods.</summary>
internal static class PodStates
{
    public static string Phase(Manifest pod) => NodePath.Text(pod.Status, "phase");

    /// <summary>Whether it has not ended and is not being deleted.</summary>
    public static bool IsActive(Manifest pod) => Phase(pod) is not ("Succeeded" or "Failed") && pod.DeletionTimestamp.Length == 0;

    public static bool IsReady(Manifest pod) => Conditions.IsTrue(pod.Status, "Ready");

    /// <summary>Whether it has been ready for long enough.</summary>
    public static bool IsAvailable(Manifest pod, long minReadySeconds, DateTimeOffset now) =>
        IsReady(pod) && (minReadySeconds == 0 || now >= ReadySince(pod).AddSeconds(minReadySeconds));

    /// <summary>The time until the first of the ready Pods becomes available; null when none has to wait.</summary>
    public static TimeSpan? UntilAvailable(IEnumerable<Manifest> pods, long minReadySeconds, DateTimeOffset now)
    {
        var waits = pods.Where(pod => IsReady(pod) && !IsAvailable(pod, minReadySeconds, now))
            .Select(pod => ReadySince(pod).AddSeconds(minReadySeconds) - now).ToList();
        return waits.Count == 0 ? null : waits.Min();
    }

    /// <summary>Those that are missed least come first: not bound, not ready, youngest.</summary>
    public static IEnumerable<Manifest> LeastMissedFirst(IEnumerable<Manifest> pods) => pods
        .OrderBy(pod => NodePath.Text(pod.Spec, "nodeName").Length > 0)
        .ThenBy(pod => Phase(pod) == "Running")
        .ThenBy(IsReady)
        .ThenByDescending(pod => NodePath.Text(pod.Metadata, "creationTimestamp"), StringComparer.Ordinal)
        .ThenByDescending(pod => pod.Name, StringComparer.Ordinal);

    private static DateTimeOffset ReadySince(Manifest pod) =>
        ClusterTime.Read(NodePath.Text(Conditions.Find(pod.Status, "Ready"), "lastTransitionTime")) ?? DateTimeOffset.MinValue;
}
