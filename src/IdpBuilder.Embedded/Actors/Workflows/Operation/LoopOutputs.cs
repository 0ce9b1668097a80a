using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Gathers what the rounds of a loop came to into JSON lists.</summary>
internal static class LoopOutputs
{
    /// <summary>The variables <c>result</c>, <c>parameters</c> and <c>parameters.NAME</c>; null without any round.</summary>
    public static IReadOnlyDictionary<string, string>? Of(IReadOnlyList<Node> nodes)
    {
        var rounds = nodes.Where(node => !node.Hooked && !node.Retried && node.Type != NodeType.Skipped).OrderBy(IndexOf).ToArray();
        if (rounds.Length == 0)
        {
            return null;
        }

        var results = new JsonArray();
        var parameters = new JsonArray();
        var byName = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var round in rounds.Where(round => round.Phase == WorkflowNodePhase.Succeeded && round.Outputs is not null))
        {
            AddParameters(round, parameters, byName);
            if (round.Outputs.TextOrNull("result") is { } result)
            {
                results.Add(Item(result));
            }
        }

        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["result"] = Values.Write(results),
            ["parameters"] = Values.Write(parameters),
        };
        foreach (var (name, values) in byName)
        {
            variables[$"parameters.{name}"] = Values.Write(ListOf(values));
        }

        return variables;
    }

    private static void AddParameters(Node round, JsonArray parameters, SortedDictionary<string, List<string>> byName)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in round.Outputs.Children("parameters"))
        {
            var (name, value) = (parameter.Text("name"), parameter.Scalar("value") ?? string.Empty);
            all[name] = value;
            if (!byName.TryGetValue(name, out var values))
            {
                byName[name] = values = [];
            }

            values.Add(value);
        }

        if (all.Count > 0)
        {
            parameters.Add(new JsonObject(all.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))));
        }
    }

    // Lists and maps stay what they are, if every round gave one; anything else is text.
    private static JsonArray ListOf(List<string> values)
    {
        var parsed = values.Select(TryParse).ToArray();
        return Array.TrueForAll(parsed, node => node is JsonObject or JsonArray)
            ? new JsonArray(parsed)
            : new JsonArray([.. values.Select(value => (JsonNode?)value)]);
    }

    private static JsonNode? Item(string result) => TryParse(result) ?? JsonValue.Create(result);

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // "name(12:item)"; an item may contain anything but parentheses.
    private static int IndexOf(Node node)
    {
        var start = node.Name.LastIndexOf('(') + 1;
        var end = node.Name.IndexOf(':', start);
        return end > start && int.TryParse(node.Name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : int.MaxValue;
    }
}
