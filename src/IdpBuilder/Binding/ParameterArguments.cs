using System.Collections;
using System.Globalization;

namespace IdpBuilder.Binding;

/// <summary>Reads the hashtable of package parameters.</summary>
internal static class ParameterArguments
{
    /// <summary>The values as JSON, by name.</summary>
    public static IReadOnlyDictionary<string, object?> Read(IDictionary values)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in values)
        {
            parameters[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!] = ManifestConversion.ToJson(entry.Value);
        }

        return parameters;
    }
}
