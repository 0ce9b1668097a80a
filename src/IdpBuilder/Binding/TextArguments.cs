using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace IdpBuilder.Binding;

/// <summary>Reads a hashtable whose values become text, as workflow parameters are.</summary>
internal static class TextArguments
{
    /// <summary>The values as text: booleans in lower case, numbers without culture, everything else that is no text as JSON.</summary>
    public static IReadOnlyDictionary<string, string> Read(IDictionary values)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in values)
        {
            texts[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = TextOf(entry.Value);
        }

        return texts;
    }

    private static string TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => string.Empty,
        string text => text,
        bool flag => flag ? "true" : "false",
        IDictionary or IEnumerable => JsonSerializer.Serialize(ManifestConversion.ToJson(value)),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
