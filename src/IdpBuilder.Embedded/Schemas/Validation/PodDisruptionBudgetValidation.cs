namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks a PodDisruptionBudget.</summary>
internal static class PodDisruptionBudgetValidation
{
    public static void Check(CheckedObject budget)
    {
        var spec = budget.Map("spec");
        if (spec.Has("minAvailable") && spec.Has("maxUnavailable"))
        {
            spec.Add(FieldError.Invalid(spec.Path, spec.Json, "minAvailable and maxUnavailable cannot be both set"));
        }

        spec.NotNegative("minAvailable", "maxUnavailable");
        LabelValidation.CheckSelector(spec.Map("selector"));
    }
}
