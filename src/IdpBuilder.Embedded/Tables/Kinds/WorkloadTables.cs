namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How the kinds that keep Pods running are shown.</summary>
internal static class WorkloadTables
{
    public static IReadOnlyList<TableColumn> Deployment { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Ready", json => Cells.Ratio(Cells.Count(json, "status", "readyReplicas"), Cells.Count(json, "spec", "replicas"))),
        TableColumn.NumberAsText("Up-to-date", json => Cells.Count(json, "status", "updatedReplicas")),
        TableColumn.NumberAsText("Available", json => Cells.Count(json, "status", "availableReplicas")),
        TableColumn.Age,
        .. Cells.WorkloadColumns(),
    ];

    public static IReadOnlyList<TableColumn> ReplicaSet { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Number("Desired", json => Cells.Count(json, "spec", "replicas")),
        TableColumn.Number("Current", json => Cells.Count(json, "status", "replicas")),
        TableColumn.Number("Ready", json => Cells.Count(json, "status", "readyReplicas")),
        TableColumn.Age,
        .. Cells.WorkloadColumns(),
    ];

    public static IReadOnlyList<TableColumn> StatefulSet { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Ready", json => Cells.Ratio(Cells.Count(json, "status", "readyReplicas"), Cells.Count(json, "spec", "replicas"))),
        TableColumn.Age,
        .. Cells.WorkloadColumns().Take(2),
    ];

    public static IReadOnlyList<TableColumn> DaemonSet { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Number("Desired", json => Cells.Count(json, "status", "desiredNumberScheduled")),
        TableColumn.Number("Current", json => Cells.Count(json, "status", "currentNumberScheduled")),
        TableColumn.Number("Ready", json => Cells.Count(json, "status", "numberReady")),
        TableColumn.Number("Up-to-date", json => Cells.Count(json, "status", "updatedNumberScheduled")),
        TableColumn.Number("Available", json => Cells.Count(json, "status", "numberAvailable")),
        TableColumn.Text("Node Selector", json => Cells.Selector(json, "spec", "template", "spec", "nodeSelector")),
        TableColumn.Age,
        .. Cells.WorkloadColumns(),
    ];
}
