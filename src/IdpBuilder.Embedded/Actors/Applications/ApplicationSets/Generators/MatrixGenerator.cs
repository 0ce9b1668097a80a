using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Combines every set of parameters of one generator with every set of a second one, which may use the first one's.</summary>
internal sealed class MatrixGenerator(GeneratorCatalog catalog) : IParameterGenerator
{
    private static readonly Dictionary<string, object?> None = [];

    /// <inheritdoc/>
    public string Field => "matrix";

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => settings.Maps("generators").Min(catalog.LookAgainAfter);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop)
    {
        var generators = settings.Maps("generators").ToList();
        if (generators.Count != 2)
        {
            throw new GenerationException($"found {(generators.Count < 2 ? "less" : "more")} than two generators, Matrix support only two");
        }

        var sets = new List<Dictionary<string, object?>>();
        foreach (var first in await FirstAsync(generators[0], context, stop).ConfigureAwait(false))
        {
            foreach (var second in await SecondAsync(generators[1], first, context, stop).ConfigureAwait(false))
            {
                sets.Add(context.Language.KeepsStructure ? Merge(first, second) : Combine(first, second));
            }
        }

        return sets;
    }

    private async ValueTask<IReadOnlyList<Dictionary<string, object?>>> FirstAsync(JsonObject generator, GeneratorContext context, CancellationToken stop)
    {
        try
        {
            return await catalog.CarryOutChildAsync(generator, None, context, stop).ConfigureAwait(false);
        }
        catch (GenerationException failure)
        {
            throw new GenerationException($"error failed to get params for first generator in matrix generator: {failure.Message}", failure);
        }
    }

    private async ValueTask<IReadOnlyList<Dictionary<string, object?>>> SecondAsync(
        JsonObject generator, Dictionary<string, object?> first, GeneratorContext context, CancellationToken stop)
    {
        try
        {
            return await catalog.CarryOutChildAsync(generator, first, context, stop).ConfigureAwait(false);
        }
        catch (GenerationException failure)
        {
            throw new GenerationException($"failed to get params for second generator in the matrix generator: {failure.Message}", failure);
        }
    }

    // With structure the first generator's parameters win.
    private static Dictionary<string, object?> Merge(Dictionary<string, object?> first, Dictionary<string, object?> second)
    {
        var merged = new Dictionary<string, object?>(second, StringComparer.Ordinal);
        ParameterMerge.Into(merged, first, overwrite: true);
        return merged;
    }

    // Without structure they must not disagree.
    private static Dictionary<string, object?> Combine(Dictionary<string, object?> first, Dictionary<string, object?> second)
    {
        var combined = first.ToDictionary(pair => pair.Key, pair => (object?)GoValue.Format(pair.Value), StringComparer.Ordinal);
        foreach (var (key, value) in second)
        {
            var text = GoValue.Format(value);
            if (combined.TryGetValue(key, out var present) && !Equals(present, text))
            {
                throw new GenerationException(
                    "failed to combine string maps with merging params for the matrix generator: "
                    + $"found duplicate key {key} with different value, a: {present} ,b: {text}");
            }

            combined[key] = text;
        }

        return combined;
    }
}
