using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Selection;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables.Kinds;

/// <summary>Texts that several kinds show.</summary>
internal static class Cells
{
    public const string None = "<none>";

    public static string OrNone(string text) => text.Length == 0 ? None : text;

    public static string Text(JsonObject json, params string[] path) => NodePath.Text(json, path);

    public static long Count(JsonObject json, params string[] path) => NodePath.Whole(NodePath.At(json, path)) ?? 0;

    /// <summary><c>ready/wanted</c>.</summary>
    public static string Ratio(long ready, long wanted) => string.Create(CultureInfo.InvariantCulture, $"{ready}/{wanted}");

    /// <summary>A label selector as people write it.</summary>
    public static string Selector(JsonObject json, params string[] path) =>
        NodePath.At(json, path) is JsonObject { Count: > 0 } selector ? OrNone(LabelSelector.Read(selector).ToString()) : None;

    /// <summary>The names, or another text, of the containers of a Pod template.</summary>
    public static string Containers(JsonObject json, string field) => string.Join(
        ',', (NodePath.At(json, "spec", "template", "spec") as JsonObject).Children("containers").Select(container => container.Text(field)));

    /// <summary>The wide columns that all workloads share.</summary>
    public static IEnumerable<TableColumn> WorkloadColumns() =>
    [
        TableColumn.Text("Containers", json => Containers(json, "name"), priority: 1),
        TableColumn.Text("Images", json => Containers(json, "image"), priority: 1),
        TableColumn.Text("Selector", json => Selector(json, "spec", "selector"), priority: 1),
    ];
}
