namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a HorizontalPodAutoscaler.</summary>
internal static class HorizontalPodAutoscalerValidation
{
    public static void Check(CheckedObject autoscaler)
    {
        var spec = autoscaler.Map("spec");
        spec.AtLeast("minReplicas", 1);
        var most = spec.Number("maxReplicas") ?? 0;
        if (most < 1)
        {
            spec.Add(FieldError.Invalid(spec.PathOf("maxReplicas"), spec.Json["maxReplicas"] ?? 0, "must be greater than 0"));
        }

        if (spec.Number("minReplicas") > most)
        {
            spec.Add(FieldError.Invalid(spec.PathOf("maxReplicas"), spec.Json["maxReplicas"] ?? 0, "must be greater than or equal to `minReplicas`"));
        }

        var target = spec.Map("scaleTargetRef");
        target.RequireText("kind");
        target.RequireText("name");
    }
}
