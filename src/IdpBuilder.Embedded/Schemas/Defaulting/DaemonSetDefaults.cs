using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a DaemonSet.</summary>
internal static class DaemonSetDefaults
{
    /// <summary>The annotation that counts the changes of the template.</summary>
    public const string Generation = "deprecated.daemonset.template.generation";

    public static void Apply(JsonObject daemonSet)
    {
        if (daemonSet.Struct("spec") is not { } spec)
        {
            return;
        }

        daemonSet.Struct("metadata")?.Struct("annotations")?.DefaultText(Generation, "0");
        spec.Default("revisionHistoryLimit", 10);
        if (spec.Struct("updateStrategy") is { } strategy)
        {
            strategy.DefaultText("type", "RollingUpdate");
            if (strategy.Text("type") == "RollingUpdate" && strategy.Struct("rollingUpdate") is { } rolling)
            {
                rolling.Default("maxUnavailable", 1);
                rolling.Default("maxSurge", 0);
            }
        }

        PodTemplateDefaults.Apply(spec);
        if (daemonSet.Struct("status") is { } status)
        {
            foreach (var count in new[] { "currentNumberScheduled", "desiredNumberScheduled", "numberMisscheduled", "numberReady" })
            {
                status.Default(count, 0);
            }
        }
    }
}
