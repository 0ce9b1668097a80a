using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Paths of fields as messages show them: <c>spec.ports[0].port</c>, <c>data[a.b]</c>.</summary>
internal static class FieldPath
{
    public static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>The objects in a list, each with its path.</summary>
    public static IEnumerable<(JsonObject Item, string Path)> Items(JsonObject? parent, string path, string list) =>
        parent.Children(list).Select((item, index) => (item, Item(Child(path, list), index)));

    public static string Key(string path, string key) => $"{path}[{key}]";
}
