using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Leaves;

/// <summary>Says what a failed Pod means for its node.</summary>
internal static class PodFailure
{
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>The phase and message of the node.</summary>
    public static (WorkflowNodePhase Phase, string Message) Infer(Manifest pod)
    {
        if (pod.Status.Text("message") is { Length: > 0 } message)
        {
            return (WorkflowNodePhase.Failed, message);
        }

        var containers = pod.Status.Children("initContainerStatuses")
            .Concat(pod.Status.Children("containerStatuses").OrderBy(container => Rank(container.Text("name"))))
            .ToArray();
        if (containers.Length == 0)
        {
            return (WorkflowNodePhase.Failed, $"can't find failed message for pod {pod.Name} namespace {pod.Namespace}");
        }

        foreach (var container in containers)
        {
            if (Of(container) is { } failure)
            {
                return failure;
            }
        }

        return Unexplained(containers);
    }

    private static int Rank(string container) => container switch
    {
        "main" => 1,
        "wait" => 2,
        _ => 3,
    };

    private static (WorkflowNodePhase Phase, string Message)? Of(JsonObject container)
    {
        var name = container.Text("name");
        if (container.Child("state").Child("waiting") is { } waiting)
        {
            return (WorkflowNodePhase.Error, $"Pod failed before {name} container starts due to {waiting.Text("reason")}: {waiting.Text("message")}");
        }

        if (container.Child("state").Child("terminated") is not { } end || end.Whole("exitCode") is not { } code || code == 0)
        {
            return null;
        }

        var message = string.Create(CultureInfo.InvariantCulture, $"{name}: {end.Text("reason")} (exit code {code})");
        message = end.Text("message") is { Length: > 0 } said ? $"{message}: {said}" : message;
        return name switch
        {
            "init" or "wait" => (WorkflowNodePhase.Error, message),
            "main" => (WorkflowNodePhase.Failed, message),
            _ => code is Killed or Terminated ? null : (WorkflowNodePhase.Failed, message),
        };
    }

    private static (WorkflowNodePhase Phase, string Message) Unexplained(IReadOnlyList<JsonObject> containers)
    {
        var (main, wait) = (EndedWell(containers, "main"), EndedWell(containers, "wait"));
        return (main, wait) switch
        {
            (true, true) => (WorkflowNodePhase.Succeeded, string.Empty),
            (true, false) => (WorkflowNodePhase.Failed, "pod failed: wait container did not complete successfully"),
            (false, true) => (WorkflowNodePhase.Failed, "pod failed: main container did not complete successfully"),
            _ => (WorkflowNodePhase.Failed, "pod failed: neither main nor wait container completed successfully"),
        };
    }

    private static bool EndedWell(IEnumerable<JsonObject> containers, string name) =>
        containers.Any(container => container.Text("name") == name && container.Child("state").Child("terminated").Whole("exitCode") == 0);
}
