using System.Globalization;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Parameters without structure: <c>a.b.0</c> instead of a map in a map with a list.</summary>
internal static class FlatParameters
{
    /// <summary>The values as text by their paths.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, object?> parameters)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in parameters)
        {
            Add(flat, key, value);
        }

        return flat;
    }

    private static void Add(Dictionary<string, string> flat, string path, object? value)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                foreach (var (key, item) in map)
                {
                    Add(flat, $"{path}.{key}", item);
                }

                break;
            case IReadOnlyList<object?> list:
                for (var index = 0; index < list.Count; index++)
                {
                    Add(flat, string.Create(CultureInfo.InvariantCulture, $"{path}.{index}"), list[index]);
                }

                break;
            default:
                flat[path] = GoValue.Format(value);
                break;
        }
    }
}
