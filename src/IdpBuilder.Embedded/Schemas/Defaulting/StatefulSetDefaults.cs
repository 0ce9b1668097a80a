using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a StatefulSet.</summary>
internal static class StatefulSetDefaults
{
    public static void Apply(JsonObject statefulSet)
    {
        if (statefulSet.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.DefaultText("podManagementPolicy", "OrderedReady");
        if (spec.Struct("updateStrategy") is { } strategy)
        {
            strategy.DefaultText("type", "RollingUpdate");
            if (strategy.Text("type") == "RollingUpdate")
            {
                strategy.Struct("rollingUpdate")?.Default("partition", 0);
            }
        }

        if (spec.Struct("persistentVolumeClaimRetentionPolicy") is { } retention)
        {
            retention.DefaultText("whenDeleted", "Retain");
            retention.DefaultText("whenScaled", "Retain");
        }

        foreach (var claim in spec.Maps("volumeClaimTemplates"))
        {
            claim["apiVersion"] = "v1";
            claim["kind"] = "PersistentVolumeClaim";
            PersistentVolumeDefaults.ApplyClaim(claim);
        }

        PodTemplateDefaults.Apply(spec);
        if (statefulSet.Struct("status") is { } status)
        {
            status.Default("availableReplicas", 0);
            status.Default("replicas", 0);
        }
    }
}
