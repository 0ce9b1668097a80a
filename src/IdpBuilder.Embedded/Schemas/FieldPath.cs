using System.Globalization;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>Paths of fields as messages show them: <c>spec.ports[0].port</c>, <c>data[a.b]</c>.</summary>
internal static class FieldPath
{
    public static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    public static string Key(string path, string key) => $"{path}[{key}]";
}
