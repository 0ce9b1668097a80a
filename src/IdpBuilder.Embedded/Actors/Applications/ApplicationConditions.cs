using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Writes the conditions of a status: evaluated types are replaced, others stay, an unchanged sentence keeps its time.</summary>
internal static class ApplicationConditions
{
    public static void Set(
        JsonObject status, IReadOnlyCollection<ApplicationCondition> conditions, IReadOnlyCollection<ConditionType> evaluated, DateTimeOffset now)
    {
        var before = status.Maps("conditions").ToArray();
        var kept = before.Where(condition => !evaluated.Any(type => type.ToString() == condition.Text("type")))
            .Select(condition => (JsonObject)condition.DeepClone());
        var made = conditions.Distinct().Select(condition => Make(condition, before, now));
        var all = kept.Concat(made).OrderBy(condition => condition.Text("type"), StringComparer.Ordinal).ToArray<JsonNode>();
        if (all.Length == 0)
        {
            status.Remove("conditions");
        }
        else
        {
            status["conditions"] = new JsonArray(all);
        }
    }

    public static string Format(IEnumerable<ApplicationCondition> conditions) => string.Join(';', conditions);

    private static JsonObject Make(ApplicationCondition condition, JsonObject[] before, DateTimeOffset now)
    {
        var type = condition.Type.ToString();
        var known = Array.Find(before, entry => entry.Text("type") == type && entry.Text("message") == condition.Message);
        return new JsonObject
        {
            ["type"] = type,
            ["message"] = condition.Message,
            ["lastTransitionTime"] = known.Text("lastTransitionTime") is { Length: > 0 } time ? time : Timestamps.Text(now),
        };
    }
}
