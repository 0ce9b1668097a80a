using IdpBuilder.Manifests;
using IdpBuilder.Sync;

namespace IdpBuilder.Health;

/// <summary>
/// A Pod that restarts for ever is healthy while it is ready. One that ends is healthy when it has succeeded, and only then:
/// Pods are used as hooks, and an image that cannot be pulled yet must not fail the hook that will run once it can.
/// </summary>
internal static class PodHealth
{
    public static HealthVerdict Assess(Manifest pod)
    {
        var live = new LiveFields(pod.Json);
        var status = live.Object("status");
        var message = status.Text("message");
        var restarts = live.Object("spec").Text("restartPolicy");
        var longRunning = restarts == "Always" || IgnoresRestartPolicy(pod);
        if (longRunning && BlockedContainers(status) is { Count: > 0 } blocked)
        {
            return new(HealthStatus.Degraded, string.Join(", ", blocked));
        }

        return status.Text("phase") switch
        {
            "Pending" => new(HealthStatus.Progressing, message),
            "Succeeded" => new(HealthStatus.Healthy, message),
            "Failed" => new(HealthStatus.Degraded, message.Length > 0 ? message : FirstFailure(status)),
            "Running" when longRunning => OfLongRunning(status, message),
            "Running" when restarts is "OnFailure" or "Never" => new(HealthStatus.Progressing, message),
            _ => new(HealthStatus.Unknown, message),
        };
    }

    private static bool IgnoresRestartPolicy(Manifest pod) =>
        pod.Annotation(ArgoAnnotations.IgnoreRestartPolicy) == "true" && !Hook.IsHook(pod);

    private static List<string> BlockedContainers(LiveFields status) =>
        status.Objects("containerStatuses")
            .Select(container => container.Object("state").Object("waiting"))
            .Where(waiting => IsFailure(waiting.Text("reason")))
            .Select(waiting => waiting.Text("message"))
            .ToList();

    private static bool IsFailure(string reason) =>
        reason.StartsWith("Err", StringComparison.Ordinal)
        || reason.EndsWith("Error", StringComparison.Ordinal)
        || reason.EndsWith("BackOff", StringComparison.Ordinal);

    private static HealthVerdict OfLongRunning(LiveFields status, string message)
    {
        if (status.Condition("Ready") is { IsTrue: true })
        {
            return new(HealthStatus.Healthy, message);
        }

        var hasEnded = status.Objects("containerStatuses").Any(container => container.Object("lastState").Has("terminated"));
        return new(hasEnded ? HealthStatus.Degraded : HealthStatus.Progressing, message);
    }

    private static string FirstFailure(LiveFields status) =>
        status.Objects("initContainerStatuses")
            .Concat(status.Objects("containerStatuses"))
            .Select(FailureOf)
            .FirstOrDefault(failure => failure.Length > 0) ?? string.Empty;

    private static string FailureOf(LiveFields container)
    {
        var ended = container.Object("state").Object("terminated");
        var message = ended.Text("message");
        if (message.Length > 0)
        {
            return message;
        }

        var exitCode = ended.Count("exitCode");
        return ended.Text("reason") switch
        {
            "OOMKilled" => "OOMKilled",
            _ when exitCode != 0 => $"container \"{container.Text("name")}\" failed with exit code {exitCode}",
            _ => string.Empty,
        };
    }
}
