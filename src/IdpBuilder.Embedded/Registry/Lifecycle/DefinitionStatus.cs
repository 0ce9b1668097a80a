using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Registry.Lifecycle;

/// <summary>The status of CRDs.</summary>
internal static class DefinitionStatus
{
    /// <summary>Writes what became of the names; false when the status says so already.</summary>
    public static bool Update(JsonObject definition, NameConflict? conflict, string now)
    {
        var before = definition["status"]?.DeepClone();
        var status = NodePath.Ensure(definition, "status");
        if (conflict is null)
        {
            status["acceptedNames"] = definition["spec"]?["names"]?.DeepClone();
            Set(definition, "NamesAccepted", true, "NoConflicts", "no conflicts found", now);
            Set(definition, "Established", true, "InitialNamesAccepted", "the initial names have been accepted", now);
        }
        else
        {
            Set(definition, "NamesAccepted", false, conflict.Reason, conflict.Message, now);
            if (!IsTrue(status, "Established"))
            {
                Set(definition, "Established", false, "NotAccepted", "not all names are accepted", now);
            }
        }

        return !JsonNode.DeepEquals(before, status);
    }

    /// <summary>Writes a condition; its time changes only with its truth. False when it says so already.</summary>
    public static bool Set(JsonObject definition, string type, bool holds, string reason, string message, string now)
    {
        var status = NodePath.Ensure(definition, "status");
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        var text = holds ? "True" : "False";
        var known = conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == type);
        if (known is not null && known.Text("status") == text && known.Text("reason") == reason && known.Text("message") == message)
        {
            return false;
        }

        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["lastTransitionTime"] = known?.Text("status") == text ? known.Text("lastTransitionTime") : now,
            ["reason"] = reason,
            ["message"] = message,
        };
        if (known is null)
        {
            conditions.Add((JsonNode)condition);
        }
        else
        {
            conditions[conditions.IndexOf(known)] = condition;
        }

        return true;
    }

    private static bool IsTrue(JsonObject status, string type) =>
        status.Children("conditions").Any(condition => condition.Text("type") == type && condition.Text("status") == "True");
}
