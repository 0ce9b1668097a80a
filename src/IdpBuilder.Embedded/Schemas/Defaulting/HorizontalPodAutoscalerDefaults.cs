using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a HorizontalPodAutoscaler.</summary>
internal static class HorizontalPodAutoscalerDefaults
{
    /// <summary>Version v1, which scales by processor use only.</summary>
    public static void ApplyV1(JsonObject autoscaler)
    {
        autoscaler.Struct("spec")?.Default("minReplicas", 1);
        autoscaler.Struct("spec")?.Default("targetCPUUtilizationPercentage", 80);
        autoscaler.Struct("status")?.Default("currentReplicas", 0);
        autoscaler.Struct("status")?.Default("desiredReplicas", 0);
    }

    /// <summary>Version v2.</summary>
    public static void Apply(JsonObject autoscaler)
    {
        if (autoscaler.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.Default("minReplicas", 1);
        if (spec["metrics"] is null or JsonArray { Count: 0 })
        {
            spec["metrics"] = new JsonArray(Metric());
        }

        if (spec.Map("behavior") is { } behavior)
        {
            ApplyRules(behavior.Struct("scaleUp"), 0, Policy("Pods", 4), Policy("Percent", 100));
            ApplyRules(behavior.Struct("scaleDown"), null, Policy("Percent", 100));
        }
    }

    private static void ApplyRules(JsonObject? rules, int? window, params JsonNode[] policies)
    {
        if (rules is null)
        {
            return;
        }

        if (window is { } seconds)
        {
            rules.Default("stabilizationWindowSeconds", seconds);
        }

        rules.DefaultText("selectPolicy", "Max");
        if (rules["policies"] is null or JsonArray { Count: 0 })
        {
            rules["policies"] = new JsonArray(policies);
        }
    }

    private static JsonObject Metric() => new()
    {
        ["type"] = "Resource",
        ["resource"] = new JsonObject
        {
            ["name"] = "cpu",
            ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 },
        },
    };

    private static JsonObject Policy(string type, int value) => new() { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15 };
}
