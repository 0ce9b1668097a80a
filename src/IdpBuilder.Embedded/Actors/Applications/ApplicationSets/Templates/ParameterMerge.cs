using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

/// <summary>Merges maps of parameters into one another, as deep as they both are maps.</summary>
internal static class ParameterMerge
{
    /// <summary>Adds what the target lacks, or has empty; with overwriting, also replaces what it has.</summary>
    public static void Into(Dictionary<string, object?> target, IReadOnlyDictionary<string, object?> source, bool overwrite)
    {
        foreach (var (key, value) in source)
        {
            if (!target.TryGetValue(key, out var present) || !GoValue.IsTrue(present))
            {
                target[key] = value;
            }
            else if (present is IReadOnlyDictionary<string, object?> map && value is IReadOnlyDictionary<string, object?> other)
            {
                var merged = new Dictionary<string, object?>(map, StringComparer.Ordinal);
                Into(merged, other, overwrite);
                target[key] = merged;
            }
            else if (overwrite)
            {
                target[key] = value;
            }
        }
    }
}
