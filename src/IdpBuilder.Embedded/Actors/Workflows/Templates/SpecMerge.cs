using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Joins what a workflow says with what its templates and defaults say.</summary>
internal static class SpecMerge
{
    /// <summary>Adds what is missing; what is there stays. Lists of named things are joined by name.</summary>
    public static void FillUp(JsonObject target, JsonObject defaults)
    {
        foreach (var (field, value) in defaults)
        {
            switch (target[field], value)
            {
                case (null, _):
                    target[field] = value?.DeepClone();
                    break;
                case (JsonObject own, JsonObject other):
                    FillUp(own, other);
                    break;
                case (JsonArray own, JsonArray other) when AreNamed(own) && AreNamed(other):
                    FillUpByName(own, other);
                    break;
            }
        }
    }

    /// <summary>The spec that a Workflow runs by: its own fields over those of the WorkflowTemplate it refers to.</summary>
    public static JsonObject ForRun(JsonObject own, JsonObject template)
    {
        var result = (JsonObject)own.DeepClone();
        result.Remove("workflowTemplateRef");
        FillUp(result, template);
        return result;
    }

    private static bool AreNamed(JsonArray list) => list.All(item => item is JsonObject map && map.Text("name").Length > 0);

    private static void FillUpByName(JsonArray own, JsonArray other)
    {
        foreach (var item in other.OfType<JsonObject>())
        {
            var known = own.OfType<JsonObject>().FirstOrDefault(candidate => candidate.Text("name") == item.Text("name"));
            if (known is null)
            {
                own.Add(item.DeepClone());
            }
            else
            {
                FillUp(known, item);
            }
        }
    }
}
