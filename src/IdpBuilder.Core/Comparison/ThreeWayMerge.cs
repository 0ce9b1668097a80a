using System.Text.Json.Nodes;

namespace IdpBuilder.Comparison;

/// <summary>Merges as kubectl does: fields that were applied last and are no longer wanted go, wanted ones are set, others stay.</summary>
internal static class ThreeWayMerge
{
    /// <summary>The live object with the wanted fields; nothing that is given is changed.</summary>
    /// <param name="last">What was applied last.</param>
    /// <param name="target">What is wanted.</param>
    /// <param name="live">What is there.</param>
    /// <param name="keyedLists">Whether lists with keys are merged element by element.</param>
    public static JsonObject Apply(JsonObject last, JsonObject target, JsonObject live, bool keyedLists)
    {
        var result = (JsonObject)live.DeepClone();
        foreach (var (field, _) in last)
        {
            if (!target.ContainsKey(field))
            {
                result.Remove(field);
            }
        }

        foreach (var (field, wanted) in target)
        {
            if (wanted is null)
            {
                result.Remove(field);
            }
            else
            {
                result[field] = Value(last[field], wanted, live[field], field, keyedLists);
            }
        }

        return result;
    }

    private static JsonNode Value(JsonNode? last, JsonNode target, JsonNode? live, string field, bool keyedLists) => (target, live) switch
    {
        (JsonObject wanted, JsonObject existing) => Apply(last as JsonObject ?? [], wanted, existing, keyedLists),
        (JsonArray wanted, JsonArray existing) when keyedLists && ListKeys.Of(field, wanted, existing) is { } key =>
            Elements(last as JsonArray ?? [], wanted, existing, key),
        _ => target.DeepClone(),
    };

    private static JsonArray Elements(JsonArray last, JsonArray target, JsonArray live, string key)
    {
        var wanted = target.ToDictionary(element => ListKeys.ValueOf(element, key), StringComparer.Ordinal);
        var existing = live.ToDictionary(element => ListKeys.ValueOf(element, key), StringComparer.Ordinal);
        var before = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var element in last)
        {
            before[ListKeys.ValueOf(element, key)] = element;
        }

        var result = new JsonArray();
        foreach (var (name, element) in wanted)
        {
            result.Add(existing.TryGetValue(name, out var there)
                ? Apply(before.GetValueOrDefault(name) as JsonObject ?? [], (JsonObject)element!, (JsonObject)there!, keyedLists: true)
                : element!.DeepClone());
        }

        foreach (var (name, element) in existing)
        {
            if (!wanted.ContainsKey(name) && !before.ContainsKey(name))
            {
                result.Add(element!.DeepClone());
            }
        }

        return result;
    }
}
