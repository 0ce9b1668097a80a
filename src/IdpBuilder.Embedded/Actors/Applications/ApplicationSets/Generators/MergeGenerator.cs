using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Overrides sets of parameters of a first generator by those of others that have the same values under certain keys.</summary>
internal sealed class MergeGenerator(GeneratorCatalog catalog) : IParameterGenerator
{
    private static readonly Dictionary<string, object?> None = [];

    /// <inheritdoc/>
    public string Field => "merge";

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => settings.Maps("generators").Min(catalog.LookAgainAfter);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop)
    {
        var generators = settings.Maps("generators").ToList();
        if (generators.Count < 2)
        {
            throw new GenerationException("found less than two generators, Merge requires two or more");
        }

        var keys = settings.Texts("mergeKeys").Distinct(StringComparer.Ordinal).ToList();
        var merged = new Dictionary<string, Dictionary<string, object?>>(StringComparer.Ordinal);
        for (var index = 0; index < generators.Count; index++)
        {
            var sets = ByKey(keys, await ChildAsync(generators, index, context, stop).ConfigureAwait(false));
            if (index == 0)
            {
                merged = sets;
            }

            foreach (var (key, set) in sets.Where(pair => merged.ContainsKey(pair.Key)))
            {
                Override(merged[key], set, context.Language.KeepsStructure);
            }
        }

        return [.. merged.Values];
    }

    private async ValueTask<IReadOnlyList<Dictionary<string, object?>>> ChildAsync(
        IReadOnlyList<JsonObject> generators, int index, GeneratorContext context, CancellationToken stop)
    {
        try
        {
            return await catalog.CarryOutChildAsync(generators[index], None, context, stop).ConfigureAwait(false);
        }
        catch (GenerationException failure)
        {
            throw new GenerationException(
                $"error getting param sets from generators: error getting params from generator {index + 1} of {generators.Count}: {failure.Message}", failure);
        }
    }

    private static void Override(Dictionary<string, object?> set, Dictionary<string, object?> by, bool keepsStructure)
    {
        if (keepsStructure)
        {
            ParameterMerge.Into(set, by, overwrite: true);
            return;
        }

        foreach (var (key, value) in by)
        {
            set[key] = value;
        }
    }

    private static Dictionary<string, Dictionary<string, object?>> ByKey(List<string> keys, IReadOnlyList<Dictionary<string, object?>> sets)
    {
        if (keys.Count == 0)
        {
            throw new GenerationException("error getting param sets by merge key: no merge keys were specified, Merge requires at least one");
        }

        var byKey = new Dictionary<string, Dictionary<string, object?>>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            var key = GoJson.Write(keys.ToDictionary(name => name, name => set.GetValueOrDefault(name), StringComparer.Ordinal));
            if (!byKey.TryAdd(key, new Dictionary<string, object?>(set, StringComparer.Ordinal)))
            {
                throw new GenerationException(
                    "error getting param sets by merge key: the parameters from a generator were not unique by the given mergeKeys, "
                    + $"Merge requires all param sets to be unique. Duplicate key was {key}");
            }
        }

        return byKey;
    }
}
