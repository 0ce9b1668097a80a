using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tables;

/// <summary>The part of JSONPath that CRDs use for columns: fields, indexes, wildcards, comparisons of a field with a literal.</summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<JsonPathStep> _steps;

    private JsonPath(IReadOnlyList<JsonPathStep> steps) => _steps = steps;

    /// <summary>Reads a path such as <c>.status.conditions[?(@.type=="Ready")].status</c>; null when it is none.</summary>
    public static JsonPath? Parse(string text) => JsonPathParser.Parse(text) is { } steps ? new JsonPath(steps) : null;

    /// <summary>What the path finds, in the order of the document.</summary>
    public IReadOnlyList<JsonNode?> Find(JsonNode? root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in _steps)
        {
            found = found.SelectMany(node => Follow(node, step));
        }

        return found.ToArray();
    }

    private static IEnumerable<JsonNode?> Follow(JsonNode? node, JsonPathStep step) => step.Kind switch
    {
        JsonPathStepKind.Field => node is JsonObject parent && parent.TryGetPropertyValue(step.Name, out var value) ? [value] : [],
        JsonPathStepKind.Index => node is JsonArray list ? At(list, step.Index) : [],
        JsonPathStepKind.All => node switch
        {
            JsonArray list => list,
            JsonObject parent => parent.Select(property => property.Value),
            _ => [],
        },
        _ => node is JsonArray list ? list.Where(item => Satisfies(item, step)) : [],
    };

    private static IEnumerable<JsonNode?> At(JsonArray list, int index)
    {
        var at = index < 0 ? list.Count + index : index;
        return at >= 0 && at < list.Count ? [list[at]] : [];
    }

    private static bool Satisfies(JsonNode? item, JsonPathStep step)
    {
        foreach (var name in step.Name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            item = (item as JsonObject)?[name];
        }

        if (step.Operator.Length == 0)
        {
            return item is not null;
        }

        if (item is not JsonValue value)
        {
            return false;
        }

        var text = JsonFields.ScalarText(value);
        var order = value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(step.Literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
                ? left.CompareTo(right)
                : string.CompareOrdinal(text, step.Literal);
        return step.Operator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}
