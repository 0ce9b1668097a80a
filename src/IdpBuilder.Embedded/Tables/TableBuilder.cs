using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;

namespace IdpBuilder.Embedded.Tables;

/// <summary>Makes the tables that people read.</summary>
internal sealed class TableBuilder(TimeProvider clock)
{
    private static readonly TableColumn[] Plain = [TableColumn.ObjectName, TableColumn.Age];

    public JsonObject Build(ResourceType type, IEnumerable<JsonObject> objects, string resourceVersion, bool withColumns)
    {
        var columns = ColumnsOf(type);
        var now = clock.GetUtcNow();
        var rows = new JsonArray();
        foreach (var json in objects)
        {
            rows.Add((JsonNode)new JsonObject
            {
                ["cells"] = new JsonArray(columns.Select(column => column.Cell(json, now)).ToArray()),
                ["object"] = new JsonObject
                {
                    ["kind"] = "PartialObjectMetadata",
                    ["apiVersion"] = "meta.k8s.io/v1",
                    ["metadata"] = json["metadata"]?.DeepClone(),
                },
            });
        }

        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion },
            ["columnDefinitions"] = withColumns ? new JsonArray(columns.Select(column => (JsonNode)column.Definition()).ToArray()) : null,
            ["rows"] = rows,
        };
    }

    private static IReadOnlyList<TableColumn> ColumnsOf(ResourceType type) =>
        type.Custom is { } custom ? CustomColumns.Of(custom) : KindTables.Find(type.Id) ?? Plain;
}
