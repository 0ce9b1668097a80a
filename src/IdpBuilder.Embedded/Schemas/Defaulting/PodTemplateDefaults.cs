using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of Pods and of the templates they are made from.</summary>
internal static class PodTemplateDefaults
{
    /// <summary>Defaults of a whole Pod.</summary>
    public static void ApplyPod(JsonObject pod)
    {
        if (pod.Struct("spec") is not { } spec)
        {
            return;
        }

        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            ContainerDefaults.RequestLimits(container);
        }

        spec.Default("enableServiceLinks", true);
        ApplySpec(spec);
    }

    /// <summary>Defaults of the <c>template</c> of a workload's spec.</summary>
    public static void Apply(JsonObject workloadSpec)
    {
        if (workloadSpec.Struct("template") is { } template && template.Struct("spec") is { } spec)
        {
            template.Struct("metadata");
            ApplySpec(spec);
        }
    }

    private static void ApplySpec(JsonObject spec)
    {
        spec.DefaultText("dnsPolicy", "ClusterFirst");
        spec.DefaultText("restartPolicy", "Always");
        spec.Default("securityContext", new JsonObject());
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.DefaultText("schedulerName", "default-scheduler");
        ShareServiceAccount(spec);
        var usesHostNetwork = spec["hostNetwork"] is JsonValue value && value.TryGetValue(out bool flag) && flag;
        foreach (var container in spec.Maps("containers").Concat(spec.Maps("initContainers")))
        {
            ContainerDefaults.Apply(container, usesHostNetwork);
        }

        foreach (var container in spec.Maps("ephemeralContainers"))
        {
            ContainerDefaults.Apply(container, false);
        }

        foreach (var volume in spec.Maps("volumes"))
        {
            VolumeDefaults.Apply(volume);
        }
    }

    // Both names of the same field are always shown.
    private static void ShareServiceAccount(JsonObject spec)
    {
        if (spec.Text("serviceAccountName") is { Length: > 0 } name)
        {
            spec["serviceAccount"] = name;
        }
        else if (spec.Text("serviceAccount") is { Length: > 0 } old)
        {
            spec["serviceAccountName"] = old;
        }
    }
}
