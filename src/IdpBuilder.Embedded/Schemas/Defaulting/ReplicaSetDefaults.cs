using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a ReplicaSet and of its forerunner, the ReplicationController.</summary>
internal static class ReplicaSetDefaults
{
    public static void Apply(JsonObject replicaSet)
    {
        if (replicaSet.Struct("spec") is { } spec)
        {
            spec.Default("replicas", 1);
            PodTemplateDefaults.Apply(spec);
            replicaSet.Struct("status")?.Default("replicas", 0);
        }
    }

    /// <summary>A ReplicationController without a selector selects what its template makes.</summary>
    public static void ApplyController(JsonObject controller)
    {
        if (controller.Struct("spec") is { } spec && spec.Map("template")?.Map("metadata")?.Map("labels") is { Count: > 0 } labels)
        {
            if (spec.Map("selector") is null or { Count: 0 })
            {
                spec["selector"] = labels.DeepClone();
            }

            if (controller.Struct("metadata") is { } metadata && (metadata.Map("labels") is null or { Count: 0 }))
            {
                metadata["labels"] = labels.DeepClone();
            }
        }

        Apply(controller);
    }
}
