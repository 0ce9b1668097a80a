using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>How the kinds that make up a cluster are shown.</summary>
internal static class ClusterTables
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static IReadOnlyList<TableColumn> Namespace { get; } =
        [TableColumn.ObjectName, TableColumn.Text("Status", json => Cells.Text(json, "status", "phase")), TableColumn.Age];

    public static IReadOnlyList<TableColumn> Node { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", NodeStatus),
        TableColumn.Text("Roles", Roles),
        TableColumn.Age,
        TableColumn.Text("Version", json => Cells.Text(json, "status", "nodeInfo", "kubeletVersion")),
        TableColumn.Text("Internal-IP", json => Address(json, "InternalIP"), priority: 1),
        TableColumn.Text("External-IP", json => Address(json, "ExternalIP"), priority: 1),
        TableColumn.Text("OS-Image", json => Unknown(Cells.Text(json, "status", "nodeInfo", "osImage")), priority: 1),
        TableColumn.Text("Kernel-Version", json => Unknown(Cells.Text(json, "status", "nodeInfo", "kernelVersion")), priority: 1),
        TableColumn.Text("Container-Runtime", json => Unknown(Cells.Text(json, "status", "nodeInfo", "containerRuntimeVersion")), priority: 1),
    ];

    public static IReadOnlyList<TableColumn> Event { get; } =
    [
        new("Last Seen", (json, now) => LastSeen(json, now)),
        TableColumn.Text("Type", json => json.Text("type")),
        TableColumn.Text("Reason", json => json.Text("reason")),
        TableColumn.Text("Object", json => ObjectOf(json.Child("involvedObject") ?? json.Child("regarding"))),
        TableColumn.Text("Source", json => Cells.Text(json, "source", "component"), priority: 1),
        TableColumn.Text("Message", json => (json.TextOrNull("message") ?? json.Text("note")).Trim()),
        TableColumn.ObjectName with { Priority = 1 },
    ];

    public static IReadOnlyList<TableColumn> ApiService { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Service", json => json.Child("spec").Child("service") is { } service ? $"{service.Text("namespace")}/{service.Text("name")}" : "Local"),
        TableColumn.Text("Available", json => ConditionStatus(json, "Available")),
        TableColumn.Age,
    ];

    private static string NodeStatus(JsonObject node)
    {
        var ready = ConditionStatus(node, "Ready") switch { "True" => "Ready", "" => "Unknown", _ => "NotReady" };
        return node.Child("spec").Flag("unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }

    private static string Roles(JsonObject node) => Cells.OrNone(string.Join(
        ',', (node.Child("metadata").Child("labels") ?? [])
            .Where(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal))
            .Select(label => label.Key[RolePrefix.Length..])
            .Order(StringComparer.Ordinal)));

    private static string Address(JsonObject node, string type) => Cells.OrNone(
        node.Child("status").Children("addresses").FirstOrDefault(address => address.Text("type") == type).Text("address"));

    private static string Unknown(string text) => text.Length == 0 ? "<unknown>" : text;

    private static string ConditionStatus(JsonObject json, string type) =>
        json.Child("status").Children("conditions").FirstOrDefault(condition => condition.Text("type") == type).Text("status");

    private static string LastSeen(JsonObject json, DateTimeOffset now) => Ages.Since(
        new[] { "lastTimestamp", "deprecatedLastTimestamp", "eventTime", "firstTimestamp" }
            .Select(field => json.Text(field))
            .FirstOrDefault(time => time.Length > 0, string.Empty),
        now);

    private static string ObjectOf(JsonObject? target) =>
        target is null ? string.Empty : $"{target.Text("kind").ToLowerInvariant()}/{target.Text("name")}";
}
