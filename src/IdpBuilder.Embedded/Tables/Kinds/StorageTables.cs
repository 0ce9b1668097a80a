using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How the kinds of storage are shown.</summary>
internal static class StorageTables
{
    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["ReadWriteOnce"] = "RWO",
        ["ReadOnlyMany"] = "ROX",
        ["ReadWriteMany"] = "RWX",
        ["ReadWriteOncePod"] = "RWOP",
    };

    public static IReadOnlyList<TableColumn> Claim { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", Phase),
        TableColumn.Text("Volume", json => Cells.Text(json, "spec", "volumeName")),
        TableColumn.Text("Capacity", json => json.Child("status").Child("capacity").Scalar("storage") ?? string.Empty),
        TableColumn.Text("Access Modes", json => AccessModes(json.Child("status"))),
        TableColumn.Text("StorageClass", json => Cells.Text(json, "spec", "storageClassName")),
        TableColumn.Text("VolumeAttributesClass", json => Unset(Cells.Text(json, "spec", "volumeAttributesClassName"))),
        TableColumn.Age,
        TableColumn.Text("VolumeMode", json => Unset(Cells.Text(json, "spec", "volumeMode")), priority: 1),
    ];

    public static IReadOnlyList<TableColumn> Volume { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Capacity", json => json.Child("spec").Child("capacity").Scalar("storage") ?? string.Empty),
        TableColumn.Text("Access Modes", json => AccessModes(json.Child("spec"))),
        TableColumn.Text("Reclaim Policy", json => Cells.Text(json, "spec", "persistentVolumeReclaimPolicy")),
        TableColumn.Text("Status", Phase),
        TableColumn.Text("Claim", ClaimOf),
        TableColumn.Text("StorageClass", json => Cells.Text(json, "spec", "storageClassName")),
        TableColumn.Text("VolumeAttributesClass", json => Unset(Cells.Text(json, "spec", "volumeAttributesClassName"))),
        TableColumn.Text("Reason", json => Cells.Text(json, "status", "reason")),
        TableColumn.Age,
        TableColumn.Text("VolumeMode", json => Unset(Cells.Text(json, "spec", "volumeMode")), priority: 1),
    ];

    public static IReadOnlyList<TableColumn> Class { get; } =
    [
        TableColumn.ObjectName with { Cell = (json, _) => ClassName(json) },
        TableColumn.Text("Provisioner", json => json.Text("provisioner")),
        TableColumn.Text("ReclaimPolicy", json => json.Text("reclaimPolicy")),
        TableColumn.Text("VolumeBindingMode", json => json.Text("volumeBindingMode")),
        TableColumn.Text("AllowVolumeExpansion", json => json.Flag("allowVolumeExpansion") ? "true" : "false"),
        TableColumn.Age,
    ];

    private static string Phase(JsonObject json) =>
        json.Child("metadata").Text("deletionTimestamp").Length > 0 ? "Terminating" : Cells.Text(json, "status", "phase");

    private static string Unset(string text) => text.Length == 0 ? "<unset>" : text;

    private static string AccessModes(JsonObject? holder) =>
        string.Join(',', holder.Texts("accessModes").Select(mode => Modes.GetValueOrDefault(mode, mode)));

    private static string ClaimOf(JsonObject volume) =>
        volume.Child("spec").Child("claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : string.Empty;

    private static string ClassName(JsonObject json) =>
        new Manifest(json).Annotation("storageclass.kubernetes.io/is-default-class") == "true"
            ? Cells.Text(json, "metadata", "name") + " (default)"
            : Cells.Text(json, "metadata", "name");
}
