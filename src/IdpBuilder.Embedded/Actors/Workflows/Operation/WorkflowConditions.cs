using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Writes the conditions of a Workflow's status.</summary>
internal static class WorkflowConditions
{
    /// <summary>Sets a condition.</summary>
    public static void Set(JsonObject status, string type, bool holds, string message = "")
    {
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(known => known.Text("type") == type);
        if (condition is null)
        {
            conditions.Add(condition = new JsonObject { ["type"] = type });
        }

        condition["status"] = holds ? "True" : "False";
        if (message.Length > 0)
        {
            condition["message"] = message;
        }
    }
}
