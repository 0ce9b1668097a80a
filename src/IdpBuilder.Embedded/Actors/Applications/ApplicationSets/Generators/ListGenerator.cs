using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>Parameters written down in the set itself.</summary>
internal sealed class ListGenerator : IParameterGenerator
{
    /// <inheritdoc/>
    public string Field => "list";

    /// <inheritdoc/>
    public TimeSpan? LookAgainAfter(JsonObject settings) => null;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Dictionary<string, object?>>> GenerateAsync(JsonObject settings, GeneratorContext context, CancellationToken stop)
    {
        var elements = settings.Maps("elements").Select(ParameterValue.FromObject);
        var sets = context.Language.KeepsStructure ? elements.ToList() : elements.Select(Flatten).ToList();
        if (settings.Text("elementsYaml") is { Length: > 0 } yaml)
        {
            sets.AddRange(Read(yaml, context));
        }

        return ValueTask.FromResult<IReadOnlyList<Dictionary<string, object?>>>(sets);
    }

    private static Dictionary<string, object?> Flatten(Dictionary<string, object?> element)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in element)
        {
            if (key != "values")
            {
                parameters[key] = Text(value);
                continue;
            }

            var values = value as IReadOnlyDictionary<string, object?> ?? throw new GenerationException("error parsing values map");
            foreach (var (name, item) in values)
            {
                parameters["values." + name] = Text(item);
            }
        }

        return parameters;
    }

    private static string Text(object? value) => value as string ?? throw new GenerationException("error parsing value as string");

    private static IEnumerable<Dictionary<string, object?>> Read(string yaml, GeneratorContext context)
    {
        var mistakes = new List<Diagnostic>();
        var content = context.Reader.Read(yaml, "elementsYaml", mistakes).FirstOrDefault()?.Content;
        var mistake = mistakes.Find(mistake => mistake.Severity == DiagnosticSeverity.Error)?.Message;
        if (mistake is null && content is JsonArray or null)
        {
            return (content as JsonArray ?? []).Select(item => item is JsonObject map ? ParameterValue.FromObject(map) : throw NoList("an element is no object"));
        }

        throw NoList(mistake ?? "it is no list");
    }

    private static GenerationException NoList(string why) => new($"error unmarshling decoded ElementsYaml {why}");
}
