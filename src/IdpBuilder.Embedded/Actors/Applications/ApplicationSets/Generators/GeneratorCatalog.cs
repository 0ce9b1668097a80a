using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>All kinds of generators, and how an entry of a set's list of generators is carried out.</summary>
internal sealed class GeneratorCatalog
{
    // A generator inside of a matrix may be a matrix; one inside of that may not.
    private const int DeepestCombination = 1;

    private readonly IReadOnlyList<IParameterGenerator> _generators;

    /// <summary>Makes the catalog, in the order in which the generators of one entry are carried out.</summary>
    public GeneratorCatalog() =>
        _generators =
        [
            new ListGenerator(),
            new ClusterGenerator(),
            new GitGenerator(),
            new UnplayedGenerator("scmProvider"),
            new UnplayedGenerator("clusterDecisionResource"),
            new UnplayedGenerator("pullRequest"),
            new MatrixGenerator(this),
            new MergeGenerator(this),
            new UnplayedGenerator("plugin"),
        ];

    /// <summary>Carries one entry out.</summary>
    /// <param name="entry">The entry: a generator by its name, and perhaps a selector.</param>
    /// <param name="template">The template of the set.</param>
    /// <param name="outer">The parameters of an outer generator, which may appear in the entry.</param>
    /// <param name="context">What generators have in hand.</param>
    /// <param name="stop">Cancelled when the cluster is removed.</param>
    public async ValueTask<IReadOnlyList<GeneratedParameters>> CarryOutAsync(
        JsonObject entry, JsonObject template, IReadOnlyDictionary<string, object?> outer, GeneratorContext context, CancellationToken stop)
    {
        var selector = ParameterSelector.Of(entry.Map("selector"));
        var results = new List<GeneratedParameters>();
        foreach (var generator in Named(entry, context.Depth))
        {
            var merged = ApplicationTemplate.Merge(entry.Map(generator.Field).Map("template"), template);
            var settings = Interpolate(entry, outer, context.Language).Map(generator.Field)!;
            var sets = await generator.GenerateAsync(settings, context, stop).ConfigureAwait(false);
            results.Add(new GeneratedParameters(sets.Where(set => selector.IsEmpty || selector.Matches(FlatParameters.Of(set))).ToList(), merged));
        }

        return results;
    }

    /// <summary>Carries out an entry inside of another generator.</summary>
    public async ValueTask<IReadOnlyList<Dictionary<string, object?>>> CarryOutChildAsync(
        JsonObject entry, IReadOnlyDictionary<string, object?> outer, GeneratorContext context, CancellationToken stop)
    {
        try
        {
            var results = await CarryOutAsync(entry, [], outer, context with { Depth = context.Depth + 1 }, stop).ConfigureAwait(false);
            return results.Count switch
            {
                1 => results[0].Sets,
                0 => throw new GenerationException("child generator generated no parameters"),
                _ => throw new GenerationException("found more than one generator in matrix.Generators"),
            };
        }
        catch (TemplateException failure)
        {
            throw new GenerationException($"child generator returned an error on parameter generation: {failure.Message}", failure);
        }
    }

    /// <summary>After which time the parameters of an entry may be others; null when a watch tells.</summary>
    public TimeSpan? LookAgainAfter(JsonObject entry) =>
        Named(entry, depth: 0).Min(generator => generator.LookAgainAfter(entry.Map(generator.Field)!));

    private IEnumerable<IParameterGenerator> Named(JsonObject entry, int depth) =>
        _generators.Where(generator => entry.Map(generator.Field) is not null
            && (depth <= DeepestCombination || generator is not (MatrixGenerator or MergeGenerator)));

    private static JsonObject Interpolate(JsonObject entry, IReadOnlyDictionary<string, object?> outer, ITemplateLanguage language)
    {
        if (outer.Count == 0)
        {
            return entry;
        }

        try
        {
            return JsonTemplate.RenderGenerator(entry, outer, language);
        }
        catch (TemplateException failure)
        {
            throw new TemplateException($"failed to replace parameters in generator: {failure.Message}", failure);
        }
    }
}
