using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables;

/// <summary>The columns that a CRD asks for.</summary>
internal static class CustomColumns
{
    public static IReadOnlyList<TableColumn> Of(CustomResourceVersion version) =>
        version.Columns.Count == 0
            ? [TableColumn.ObjectName, TableColumn.Age]
            : [TableColumn.ObjectName, .. version.Columns.Select(Of)];

    private static TableColumn Of(PrinterColumn column)
    {
        var path = JsonPath.Parse(column.JsonPath);
        return new TableColumn(
            column.Name, (json, now) => Cell(column.Type, path?.Find(json) ?? [], now), column.Type, column.Format, column.Priority, column.Description);
    }

    private static JsonNode? Cell(string type, IReadOnlyList<JsonNode?> found, DateTimeOffset now)
    {
        // A path may find several values; a cell shows the first.
        if (found.FirstOrDefault(node => node is not null) is not { } first)
        {
            return null;
        }

        return type switch
        {
            "integer" => NumberOf(first) is { } number ? JsonValue.Create((long)number) : null,
            "number" => NumberOf(first) is { } number ? JsonValue.Create(number) : null,
            "boolean" => first.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? first.DeepClone() : null,
            "date" => JsonValue.Create(Ages.Since(first.ToString(), now)),
            _ => JsonValue.Create(Text(first)),
        };
    }

    private static double? NumberOf(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number
        && double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Text(JsonNode node) => node is JsonValue value ? JsonFields.ScalarText(value) : node.ToJsonString();
}
