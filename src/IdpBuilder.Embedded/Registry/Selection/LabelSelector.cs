using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Registry.Selection;

/// <summary>Selects objects by their labels.</summary>
internal sealed class LabelSelector
{
    private readonly IReadOnlyList<LabelRequirement> _requirements;

    public LabelSelector(IReadOnlyList<LabelRequirement> requirements) => _requirements = requirements;

    /// <summary>Selects everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEmpty => _requirements.Count == 0;

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a selector as it stands in a query.</summary>
    public static LabelSelector Parse(string text) => LabelSelectorParser.Parse(text);

    /// <summary>Reads a selector as it stands in a spec: <c>matchLabels</c> and <c>matchExpressions</c>, or a plain map.</summary>
    public static LabelSelector Read(JsonObject selector)
    {
        var requirements = new List<LabelRequirement>();
        var structured = selector.ContainsKey("matchLabels") || selector.ContainsKey("matchExpressions");
        var map = structured ? selector["matchLabels"] as JsonObject : selector;
        foreach (var (key, value) in map ?? [])
        {
            requirements.Add(new LabelRequirement(key, LabelOperator.In, [value?.ToString() ?? string.Empty]));
        }

        foreach (var expression in (structured ? selector["matchExpressions"] as JsonArray : null)?.OfType<JsonObject>() ?? [])
        {
            requirements.Add(ReadExpression(expression));
        }

        return new LabelSelector(requirements);
    }

    /// <summary>The selector as it stands in a query.</summary>
    public override string ToString() => string.Join(',', _requirements);

    private static LabelRequirement ReadExpression(JsonObject expression)
    {
        var how = expression["operator"]?.ToString() switch
        {
            "NotIn" => LabelOperator.NotIn,
            "Exists" => LabelOperator.Exists,
            "DoesNotExist" => LabelOperator.DoesNotExist,
            _ => LabelOperator.In,
        };
        var values = (expression["values"] as JsonArray)?.Select(value => value?.ToString() ?? string.Empty).ToArray() ?? [];
        return new LabelRequirement(expression["key"]?.ToString() ?? string.Empty, how, values);
    }
}
