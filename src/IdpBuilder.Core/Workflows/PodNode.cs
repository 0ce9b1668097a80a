using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Reads a Pod as a node.</summary>
internal static class PodNode
{
    /// <summary>The node.</summary>
    public static WorkflowNode Read(Manifest pod, DateTimeOffset now)
    {
        var status = pod.Status;
        var phase = status.Text("phase") switch
        {
            "Running" => WorkflowNodePhase.Running,
            "Succeeded" => WorkflowNodePhase.Succeeded,
            "Failed" => WorkflowNodePhase.Failed,
            _ => WorkflowNodePhase.Pending,
        };
        var started = status.Time("startTime") ?? pod.Metadata.Time("creationTimestamp");
        var finished = phase is WorkflowNodePhase.Succeeded or WorkflowNodePhase.Failed ? LastEnd(status) ?? started : null;
        return new WorkflowNode
        {
            Id = pod.Uid,
            Name = pod.Name,
            DisplayName = pod.Name,
            Type = "Pod",
            Phase = phase,
            Message = MessageOf(status, phase),
            StartedAt = started,
            FinishedAt = finished,
            Duration = (finished ?? now) - started,
            PodName = pod.Name,
            ExitCode = Terminations(status).Select(end => (int?)end.State.Whole("exitCode")).FirstOrDefault(code => code is not 0)
                ?? Terminations(status).Select(end => (int?)end.State.Whole("exitCode")).FirstOrDefault(),
        };
    }

    private static DateTimeOffset? LastEnd(JsonObject? status) => Terminations(status).Max(end => end.State.Time("finishedAt"));

    private static IEnumerable<(string Name, JsonObject State)> Terminations(JsonObject? status) =>
        status.Children("initContainerStatuses").Concat(status.Children("containerStatuses"))
            .Select(container => (container.Text("name"), container.Child("state").Child("terminated")))
            .Where(end => end.Item2 is not null)
            .Select(end => (end.Item1, end.Item2!));

    private static string MessageOf(JsonObject? status, WorkflowNodePhase phase)
    {
        if (status.Text("message") is { Length: > 0 } message)
        {
            return message;
        }

        return phase switch
        {
            WorkflowNodePhase.Failed => string.Join("; ", Terminations(status).Where(end => end.State.Whole("exitCode") is not 0).Select(Describe)),
            WorkflowNodePhase.Pending => WaitingReason(status),
            _ => string.Empty,
        };
    }

    private static string Describe((string Name, JsonObject State) end)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{end.Name}: {end.State.Text("reason")} (exit code {end.State.Whole("exitCode")})");
        return end.State.Text("message") is { Length: > 0 } message ? $"{text}: {message}" : text;
    }

    private static string WaitingReason(JsonObject? status)
    {
        var waiting = status.Children("containerStatuses").Select(container => container.Child("state").Child("waiting")).FirstOrDefault(state => state is not null);
        var (reason, message) = (waiting.Text("reason"), waiting.Text("message"));
        return message.Length == 0 ? reason : $"{reason}: {message}";
    }
}
