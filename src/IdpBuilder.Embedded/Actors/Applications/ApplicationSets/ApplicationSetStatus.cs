using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Comparison;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>The status that a set gets.</summary>
internal static class ApplicationSetStatus
{
    private const string UpToDateMessage = "All applications have been generated successfully";

    /// <summary>The patch to the set's status; null when it says so already.</summary>
    /// <param name="set">The set as it is.</param>
    /// <param name="result">What the reconciliation came to.</param>
    /// <param name="now">The cluster's time.</param>
    public static JsonObject? Patch(Manifest set, ReconciliationResult result, DateTimeOffset now)
    {
        var before = set.Status ?? [];
        var conditions = ConditionsOf(result).Select(condition => Dated(condition, before, now)).ToArray<JsonNode>();
        var after = (JsonObject)before.DeepClone();
        after["conditions"] = new JsonArray(conditions);
        after["health"] = HealthOf(result);
        if (result.Current is { } current)
        {
            after["resources"] = new JsonArray([.. current.Select(Resource)]);
            after["resourcesCount"] = current.Count;
        }

        return MergePatch.Between(before, after) is { } changes ? new JsonObject { ["status"] = changes } : null;
    }

    private static IEnumerable<JsonObject> ConditionsOf(ReconciliationResult result)
    {
        var failed = result.Reason.Length > 0;
        yield return failed
            ? Condition("ErrorOccurred", "True", result.Reason, result.Message)
            : Condition("ErrorOccurred", "False", ConditionReasons.UpToDate, UpToDateMessage);
        yield return result.ParametersGenerated
            ? Condition("ParametersGenerated", "True", ConditionReasons.ParametersGenerated, "Successfully generated parameters for all Applications")
            : Condition("ParametersGenerated", "False", ConditionReasons.ErrorOccurred, result.Message);
        yield return failed
            ? Condition("ResourcesUpToDate", "False", ConditionReasons.ErrorOccurred, result.Message)
            : Condition("ResourcesUpToDate", "True", ConditionReasons.UpToDate, UpToDateMessage);
    }

    private static JsonObject Condition(string type, string status, string reason, string message) =>
        new() { ["message"] = message, ["reason"] = reason, ["status"] = status, ["type"] = type };

    // A condition that says what it said before keeps its time.
    private static JsonObject Dated(JsonObject condition, JsonObject before, DateTimeOffset now)
    {
        var same = before.Maps("conditions").FirstOrDefault(known => condition.All(pair => JsonNode.DeepEquals(known[pair.Key], pair.Value)));
        condition["lastTransitionTime"] = same?["lastTransitionTime"]?.DeepClone()
            ?? now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return condition;
    }

    private static JsonObject HealthOf(ReconciliationResult result) => result.Reason.Length > 0
        ? new JsonObject { ["status"] = "Degraded", ["message"] = result.Message }
        : new JsonObject { ["status"] = "Healthy", ["message"] = UpToDateMessage };

    private static JsonObject Resource(Manifest application)
    {
        var resource = new JsonObject
        {
            ["group"] = ArgoTypes.Application.Group,
            ["version"] = ArgoTypes.Application.Version,
            ["kind"] = ArgoTypes.Application.Kind,
            ["name"] = application.Name,
            ["namespace"] = application.Namespace,
        };
        if (application.Status.Map("sync").Text("status") is { Length: > 0 } sync)
        {
            resource["status"] = sync;
        }

        if (application.Status.Map("health").Text("status") is { Length: > 0 } health)
        {
            resource["health"] = new JsonObject { ["status"] = health };
        }

        return resource;
    }
}
