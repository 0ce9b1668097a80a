namespace IdpBuilder.Health;

/// <summary>A definition is healthy when its kind is served.</summary>
internal static class CustomResourceDefinitionHealth
{
    public static HealthVerdict Assess(LiveFields live)
    {
        var status = live.Object("status");
        if (!status.Exists)
        {
            throw new MalformedFieldException("status", "an object", null);
        }

        var conditions = status.Objects("conditions");
        if (conditions.Count == 0)
        {
            return new(HealthStatus.Progressing, "Status conditions not found");
        }

        var established = false;
        foreach (var condition in conditions)
        {
            if (Trouble(condition) is { } trouble)
            {
                return trouble;
            }

            established |= LiveCondition.Of(condition) is { Type: "Established", IsTrue: true };
        }

        return established ? new(HealthStatus.Healthy, "CRD is healthy") : new(HealthStatus.Degraded, "CRD is not established");
    }

    private static HealthVerdict? Trouble(LiveFields fields) => LiveCondition.Of(fields) switch
    {
        { Type: "Terminating", IsTrue: true } =>
            new(HealthStatus.Progressing, $"CRD is terminating: {fields.RequiredText("message")}"),
        { Type: "NamesAccepted", IsFalse: true } =>
            new(HealthStatus.Degraded, $"CRD names have not been accepted: {fields.RequiredText("message")}"),
        { Type: "NonStructuralSchema", IsTrue: true } =>
            new(HealthStatus.Degraded, $"Schema violations found: {fields.RequiredText("message")}"),
        { Type: "Established", IsTrue: false, Reason: "Installing" } => new(HealthStatus.Progressing, "CRD is being installed"),
        _ => null,
    };
}
