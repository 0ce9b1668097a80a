using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Reads and sets <c>status.conditions</c>. The time of transition changes only with the status.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonObject? status, string type) =>
        (status?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => NodePath.Text(condition, "type") == type);

    public static bool IsTrue(JsonObject? status, string type) => NodePath.Text(Find(status, type), "status") == "True";

    /// <summary>Sets a condition; the condition as it is in the status.</summary>
    /// <param name="status">The status to change.</param>
    /// <param name="type">The condition's type.</param>
    /// <param name="value"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
    /// <param name="reason">A word; left out when empty.</param>
    /// <param name="message">A sentence; left out when empty.</param>
    /// <param name="now">The cluster's time.</param>
    public static JsonObject Set(JsonObject status, string type, string value, string reason, string message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray all)
        {
            status["conditions"] = all = [];
        }

        var condition = Find(status, type);
        if (condition is null)
        {
            all.Add((JsonNode)(condition = new JsonObject { ["type"] = type }));
        }

        if (NodePath.Text(condition, "status") != value)
        {
            condition["status"] = value;
            condition["lastTransitionTime"] = ClusterTime.Text(now);
        }

        SetText(condition, "reason", reason);
        SetText(condition, "message", message);
        return condition;
    }

    /// <summary>Takes a condition away.</summary>
    public static void Remove(JsonObject status, string type)
    {
        if (Find(status, type) is { } condition)
        {
            ((JsonArray)status["conditions"]!).Remove(condition);
        }
    }

    private static void SetText(JsonObject condition, string name, string text)
    {
        if (text.Length == 0)
        {
            condition.Remove(name);
        }
        else
        {
            condition[name] = text;
        }
    }
}
