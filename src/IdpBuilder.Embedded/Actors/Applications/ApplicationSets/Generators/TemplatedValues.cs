using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>A generator's <c>values</c>: parameters made of the generated ones.</summary>
internal static class TemplatedValues
{
    /// <summary>Adds the values. One never sees another, so that none can grow without bounds.</summary>
    public static void Append(IReadOnlyDictionary<string, string> values, Dictionary<string, object?> parameters, ITemplateLanguage language)
    {
        var rendered = values.ToDictionary(pair => pair.Key, pair => (object?)language.Render(pair.Value, parameters), StringComparer.Ordinal);
        if (language.KeepsStructure && rendered.Count > 0)
        {
            parameters["values"] = rendered;
            return;
        }

        foreach (var (key, value) in rendered)
        {
            parameters["values." + key] = value;
        }
    }
}
