using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How the kinds that configure others are shown.</summary>
internal static class ConfigurationTables
{
    private static readonly TableColumn CreatedAt = TableColumn.Text("Created At", json => Cells.Text(json, "metadata", "creationTimestamp"));

    public static IReadOnlyList<TableColumn> ConfigMap { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.NumberAsText("Data", json => (json.Child("data")?.Count ?? 0) + (json.Child("binaryData")?.Count ?? 0)),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> Secret { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Type", json => json.Text("type")),
        TableColumn.NumberAsText("Data", json => json.Child("data")?.Count ?? 0),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> ServiceAccount { get; } =
        [TableColumn.ObjectName, TableColumn.Number("Secrets", json => json.Children("secrets").Count()), TableColumn.Age];

    /// <summary>CRDs and roles show when they were made rather than their age.</summary>
    public static IReadOnlyList<TableColumn> Dated { get; } = [TableColumn.ObjectName, CreatedAt];

    public static IReadOnlyList<TableColumn> RoleBinding { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Role", json => $"{Cells.Text(json, "roleRef", "kind")}/{Cells.Text(json, "roleRef", "name")}"),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> Lease { get; } =
        [TableColumn.ObjectName, TableColumn.Text("Holder", json => Cells.Text(json, "spec", "holderIdentity")), TableColumn.Age];

    public static IReadOnlyList<TableColumn> PriorityClass { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Number("Value", json => json.Whole("value") ?? 0),
        TableColumn.Text("Global-Default", json => json.Flag("globalDefault") ? "true" : "false"),
        TableColumn.Age,
        TableColumn.Text("PreemptionPolicy", json => json.Text("preemptionPolicy")),
    ];

    public static IReadOnlyList<TableColumn> Webhooks { get; } =
        [TableColumn.ObjectName, TableColumn.Number("Webhooks", json => json.Children("webhooks").Count()), TableColumn.Age];

    public static IReadOnlyList<TableColumn> DisruptionBudget { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Min Available", json => json.Child("spec").Scalar("minAvailable") ?? "N/A"),
        TableColumn.Text("Max Unavailable", json => json.Child("spec").Scalar("maxUnavailable") ?? "N/A"),
        TableColumn.Number("Allowed Disruptions", json => Cells.Count(json, "status", "disruptionsAllowed")),
        TableColumn.Age,
    ];

    public static IReadOnlyList<TableColumn> Autoscaler { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Reference", json => $"{Cells.Text(json, "spec", "scaleTargetRef", "kind")}/{Cells.Text(json, "spec", "scaleTargetRef", "name")}"),
        TableColumn.Text("Targets", Targets),
        TableColumn.Text("MinPods", json => (json.Child("spec").Whole("minReplicas") ?? 1).ToString(CultureInfo.InvariantCulture)),
        TableColumn.Number("MaxPods", json => Cells.Count(json, "spec", "maxReplicas")),
        TableColumn.Number("Replicas", json => Cells.Count(json, "status", "currentReplicas")),
        TableColumn.Age,
    ];

    private static string Targets(JsonObject autoscaler) => Cells.OrNone(string.Join(
        ", ", autoscaler.Child("spec").Children("metrics")
            .Select(metric => metric.Child("resource"))
            .Where(resource => resource is not null)
            .Select(resource => $"{resource.Text("name")}: <unknown>/{resource.Child("target").Scalar("averageUtilization") ?? "?"}%")));
}
