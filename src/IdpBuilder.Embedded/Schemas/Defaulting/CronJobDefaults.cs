using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a CronJob. The Jobs it makes get theirs when they are made.</summary>
internal static class CronJobDefaults
{
    public static void Apply(JsonObject cronJob)
    {
        if (cronJob.Struct("spec") is not { } spec)
        {
            return;
        }

        spec.DefaultText("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        if (spec.Struct("jobTemplate") is { } template && template.Struct("spec") is { } job)
        {
            template.Struct("metadata");
            PodTemplateDefaults.Apply(job);
        }

        cronJob.Struct("status");
    }
}
