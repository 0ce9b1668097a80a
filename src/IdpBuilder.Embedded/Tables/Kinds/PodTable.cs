using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How Pods are shown.</summary>
internal static class PodTable
{
    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Ready", Ready),
        TableColumn.Text("Status", Status),
        new("Restarts", (json, _) => Statuses(json, "containerStatuses").Sum(status => status.Whole("restartCount") ?? 0).ToString()),
        TableColumn.Age,
        TableColumn.Text("IP", json => Cells.OrNone(Cells.Text(json, "status", "podIP")), priority: 1),
        TableColumn.Text("Node", json => Cells.OrNone(Cells.Text(json, "spec", "nodeName")), priority: 1),
        TableColumn.Text("Nominated Node", json => Cells.OrNone(Cells.Text(json, "status", "nominatedNodeName")), priority: 1),
        TableColumn.Text("Readiness Gates", _ => Cells.None, priority: 1),
    ];

    private static string Ready(JsonObject pod) => Cells.Ratio(
        Statuses(pod, "containerStatuses").Count(status => status.Flag("ready")), pod.Child("spec").Children("containers").Count());

    // The most telling of phase, reason and what the containers wait for or ended with.
    private static string Status(JsonObject pod)
    {
        var status = pod.Child("status");
        var reason = status.TextOrNull("reason") is { Length: > 0 } given ? given : status.Text("phase");
        var initializing = Initialization(pod);
        if (initializing is not null)
        {
            reason = initializing;
        }
        else
        {
            foreach (var container in Statuses(pod, "containerStatuses").Reverse())
            {
                reason = StateOf(container.Child("state")) ?? reason;
            }
        }

        return pod.Child("metadata").Text("deletionTimestamp").Length == 0 ? reason
            : status.Text("reason") == "NodeLost" ? "Unknown"
            : "Terminating";
    }

    private static string? Initialization(JsonObject pod)
    {
        var all = pod.Child("spec").Children("initContainers").Count();
        var index = 0;
        foreach (var container in Statuses(pod, "initContainerStatuses"))
        {
            var state = container.Child("state");
            if (state.Child("terminated") is { } ended && ended.Whole("exitCode") is 0)
            {
                index++;
                continue;
            }

            return StateOf(state) is { Length: > 0 } why and not "PodInitializing" ? $"Init:{why}" : $"Init:{index}/{all}";
        }

        return null;
    }

    private static string? StateOf(JsonObject? state)
    {
        if (state.Child("waiting").TextOrNull("reason") is { Length: > 0 } waiting)
        {
            return waiting;
        }

        return state.Child("terminated") is not { } ended ? null
            : ended.Text("reason") is { Length: > 0 } reason ? reason
            : ended.Whole("signal") is { } signal and not 0 ? $"Signal:{signal}"
            : $"ExitCode:{ended.Whole("exitCode") ?? 0}";
    }

    private static IEnumerable<JsonObject> Statuses(JsonObject pod, string list) => pod.Child("status").Children(list);
}
