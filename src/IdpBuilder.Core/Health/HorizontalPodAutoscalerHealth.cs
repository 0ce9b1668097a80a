using System.Text.Json;
using System.Text.Json.Nodes;
using IdpBuilder.Manifests;

namespace IdpBuilder.Health;

/// <summary>An autoscaler is healthy when it can scale, and degraded when it cannot read what it scales by.</summary>
internal static class HorizontalPodAutoscalerHealth
{
    private const string ConditionsAnnotation = "autoscaling.alpha.kubernetes.io/conditions";

    public static HealthVerdict Assess(Manifest autoscaler)
    {
        var status = autoscaler.GroupVersionKind.Version == "v1"
            ? AnnotatedStatus(autoscaler)
            : new LiveFields(autoscaler.Json).Object("status");
        var conditions = status.Conditions();
        if (conditions.FirstOrDefault(IsFailure) is { } failure)
        {
            return new(HealthStatus.Degraded, failure.Message);
        }

        return conditions.FirstOrDefault(IsWell) is { } well
            ? new(HealthStatus.Healthy, well.Message)
            : new(HealthStatus.Progressing, "Waiting to Autoscale");
    }

    private static bool IsWell(LiveCondition condition) => condition is { Type: "AbleToScale" or "ScalingLimited", IsTrue: true };

    private static bool IsFailure(LiveCondition condition) => (condition.Type, condition.Reason) switch
    {
        ("AbleToScale", "FailedGetScale" or "FailedUpdateScale") => true,
        ("ScalingActive", "FailedGetResourceMetric" or "FailedGetObjectMetric" or "FailedGetPodsMetric") => true,
        ("ScalingActive", "FailedGetExternalMetric" or "FailedComputeMetricsReplicas" or "InvalidSelector") => true,
        _ => false,
    };

    // autoscaling/v1 has no conditions in its status: the API server hands them over in an annotation.
    private static LiveFields AnnotatedStatus(Manifest autoscaler)
    {
        if (autoscaler.Annotation(ConditionsAnnotation) is not { } text)
        {
            return new LiveFields(null);
        }

        try
        {
            return new LiveFields(new JsonObject { ["conditions"] = CompleteJson.Read(text) });
        }
        catch (JsonException)
        {
            throw new MalformedFieldException(ConditionsAnnotation, "a list as JSON", JsonValue.Create(text));
        }
    }
}
