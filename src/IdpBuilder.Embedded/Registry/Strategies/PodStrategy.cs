using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>Pods begin pending; of their spec hardly anything may change.</summary>
internal sealed class PodStrategy(PodPriority priority) : IKindStrategy
{
    private static readonly string[] Changeable = ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"];

    public ResourceId Resource => new(string.Empty, "pods");

    public void PrepareForCreate(JsonObject json)
    {
        json["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = PodQuality.Of(json["spec"] as JsonObject) };
        if (json["spec"] is not JsonObject spec)
        {
            return;
        }

        if (NodePath.Text(spec, "serviceAccountName").Length == 0)
        {
            spec["serviceAccountName"] = "default";
            spec["serviceAccount"] = "default";
        }

        priority.Apply(spec, NodePath.Text(json, "metadata", "name"));
        PodTolerations.Apply(spec);
    }

    public void PrepareForUpdate(JsonObject before, JsonObject json)
    {
        foreach (var field in new[] { "priority", "preemptionPolicy" })
        {
            if (json["spec"] is JsonObject spec && spec[field] is null && NodePath.At(before, "spec", field) is { } value)
            {
                spec[field] = value.DeepClone();
            }
        }
    }

    public void Validate(JsonObject? before, JsonObject json, ICollection<FieldError> faults)
    {
        if (before is null || JsonNode.DeepEquals(before["spec"], json["spec"]))
        {
            return;
        }

        if (!JsonNode.DeepEquals(Fixed(before), Fixed(json)))
        {
            faults.Add(FieldError.Forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = pod["spec"]?.DeepClone() as JsonObject ?? [];
        foreach (var field in Changeable)
        {
            spec.Remove(field);
        }

        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in (spec[list] as JsonArray)?.OfType<JsonObject>() ?? [])
            {
                container.Remove("image");
            }
        }

        return spec;
    }
}
