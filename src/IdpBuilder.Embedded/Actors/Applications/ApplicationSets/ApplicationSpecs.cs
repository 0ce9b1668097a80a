using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>Brings the specs of Applications into the form that the application controller gives them, so that the two do not fight.</summary>
internal static class ApplicationSpecs
{
    private static readonly string[] SourceTypes = ["kustomize", "helm", "directory"];

    /// <summary>A copy with the default project named, and without settings that say nothing.</summary>
    public static JsonObject Normalize(JsonObject spec)
    {
        var normal = (JsonObject)spec.DeepClone();
        if (normal.Text("project").Length == 0)
        {
            normal["project"] = "default";
        }

        if (normal.ContainsKey("syncPolicy") && ApplicationTemplate.IsZero(normal["syncPolicy"]) && normal.Map("syncPolicy")?["automated"] is null)
        {
            normal.Remove("syncPolicy");
        }

        foreach (var source in normal.Maps("sources").Append(normal.Map("source")).OfType<JsonObject>())
        {
            foreach (var type in SourceTypes.Where(type => source.ContainsKey(type) && ApplicationTemplate.IsZero(source[type])))
            {
                source.Remove(type);
            }
        }

        return normal;
    }
}
