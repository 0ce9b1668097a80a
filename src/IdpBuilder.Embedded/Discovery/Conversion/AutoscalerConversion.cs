using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Discovery.Conversion;

/// <summary>HorizontalPodAutoscalers are stored as v2; v1 knows only the target for processor time.</summary>
internal static class AutoscalerConversion
{
    private const string Target = "targetCPUUtilizationPercentage";

    public static ApiVersionView View { get; } = new("autoscaling/v1", ToVersion1, ToVersion2);

    private static void ToVersion1(JsonObject json)
    {
        if (json["spec"] is JsonObject spec && spec.Remove("metrics", out var metrics)
            && metrics is JsonArray list && list.OfType<JsonObject>().Select(Utilization).FirstOrDefault(value => value is not null) is { } target)
        {
            spec[Target] = target.DeepClone();
        }
    }

    private static void ToVersion2(JsonObject json)
    {
        if (json["spec"] is JsonObject spec && spec.Remove(Target, out var target) && target is not null)
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = target },
                },
            });
        }
    }

    private static JsonNode? Utilization(JsonObject metric) =>
        metric["resource"] is JsonObject resource && (resource["name"] as JsonValue)?.ToString() == "cpu"
            ? (resource["target"] as JsonObject)?["averageUtilization"]
            : null;
}
