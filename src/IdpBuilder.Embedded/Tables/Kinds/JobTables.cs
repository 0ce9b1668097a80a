using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How Jobs and CronJobs are shown.</summary>
internal static class JobTables
{
    public static IReadOnlyList<TableColumn> Job { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", Status),
        TableColumn.Text("Completions", Completions),
        new("Duration", (json, now) => Duration(json, now)),
        TableColumn.Age,
        .. Cells.WorkloadColumns(),
    ];

    public static IReadOnlyList<TableColumn> CronJob { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Schedule", json => Cells.Text(json, "spec", "schedule")),
        TableColumn.Text("Timezone", json => Cells.OrNone(Cells.Text(json, "spec", "timeZone"))),
        TableColumn.Text("Suspend", json => json.Child("spec").Flag("suspend") ? "True" : "False"),
        TableColumn.Number("Active", json => json.Child("status").Children("active").Count()),
        new("Last Schedule", (json, now) =>
            Cells.Text(json, "status", "lastScheduleTime") is { Length: > 0 } time ? Ages.Since(time, now) : Cells.None),
        TableColumn.Age,
    ];

    private static string Status(JsonObject job)
    {
        var conditions = job.Child("status").Children("conditions")
            .Where(condition => condition.Text("status") == "True")
            .Select(condition => condition.Text("type"))
            .ToHashSet(StringComparer.Ordinal);
        return conditions.Contains("Complete") ? "Complete"
            : conditions.Contains("Failed") ? "Failed"
            : job.Child("metadata").Text("deletionTimestamp").Length > 0 ? "Terminating"
            : conditions.Contains("Suspended") ? "Suspended"
            : conditions.Contains("FailureTarget") ? "FailureTarget"
            : conditions.Contains("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static string Completions(JsonObject job)
    {
        var done = Cells.Count(job, "status", "succeeded");
        var spec = job.Child("spec");
        return spec.Whole("completions") is { } wanted ? Cells.Ratio(done, wanted)
            : (spec.Whole("parallelism") ?? 1) > 1
                ? string.Create(CultureInfo.InvariantCulture, $"{done}/1 of {spec.Whole("parallelism")}")
                : Cells.Ratio(done, 1);
    }

    private static string Duration(JsonObject job, DateTimeOffset now) =>
        job.Child("status").Time("startTime") is { } started
            ? Ages.Text((job.Child("status").Time("completionTime") ?? now) - started)
            : string.Empty;
}
