using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Generators;

/// <summary>A label selector that chooses among sets of parameters; unlike labels, their values may be any text.</summary>
internal sealed class ParameterSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _requirements = [];

    private ParameterSelector()
    {
    }

    /// <summary>Whether it asks for nothing.</summary>
    public bool IsEmpty => _requirements.Count == 0;

    /// <summary>Reads a selector; null, which asks for nothing, too.</summary>
    public static ParameterSelector Of(JsonObject? json)
    {
        var selector = new ParameterSelector();
        foreach (var (key, value) in json.TextMap("matchLabels"))
        {
            selector._requirements.Add(labels => labels.TryGetValue(key, out var actual) && actual == value);
        }

        foreach (var expression in json.Maps("matchExpressions"))
        {
            selector._requirements.Add(Requirement(expression));
        }

        return selector;
    }

    /// <summary>Whether everything it asks for is there.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => _requirements.TrueForAll(requirement => requirement(labels));

    private static Func<IReadOnlyDictionary<string, string>, bool> Requirement(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = expression.Texts("values");
        var name = expression.Text("operator");
        switch (name)
        {
            case "In" or "NotIn" when values.Count == 0:
                throw Invalid("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
            case "Exists" or "DoesNotExist" when values.Count > 0:
                throw Invalid($"values: Invalid value: [{string.Join(' ', values.Select(GoText.Quote))}]: values set must be empty for exists and does not exist");
            case "In":
                return labels => labels.TryGetValue(key, out var actual) && values.Contains(actual);
            case "NotIn":
                return labels => !labels.TryGetValue(key, out var actual) || !values.Contains(actual);
            case "Exists":
                return labels => labels.ContainsKey(key);
            case "DoesNotExist":
                return labels => !labels.ContainsKey(key);
            default:
                throw Invalid($"{GoText.Quote(name)} is not a valid pod selector operator");
        }
    }

    private static GenerationException Invalid(string why) => new($"error parsing label selector: {why}");
}
