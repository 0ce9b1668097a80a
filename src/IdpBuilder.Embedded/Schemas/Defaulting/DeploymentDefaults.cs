using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Deployment.</summary>
internal static class DeploymentDefaults
{
    public static void Apply(JsonObject deployment)
    {
        if (deployment.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        if (spec.Struct("strategy") is { } strategy)
        {
            strategy.DefaultText("type", "RollingUpdate");
            if (strategy.Text("type") == "RollingUpdate" && strategy.Struct("rollingUpdate") is { } rolling)
            {
                rolling.Default("maxUnavailable", "25%");
                rolling.Default("maxSurge", "25%");
            }
        }

        PodTemplateDefaults.Apply(spec);
        deployment.Struct("status");
    }
}
