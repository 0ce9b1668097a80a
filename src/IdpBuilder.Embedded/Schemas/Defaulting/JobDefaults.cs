using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.Defaulting;

/// <summary>Defaults of a Job.</summary>
internal static class JobDefaults
{
    public static void Apply(JsonObject job)
    {
        if (job.Struct("spec") is not { } spec)
        {
            return;
        }

        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }

        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue);
        spec.DefaultText("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.DefaultText("podReplacementPolicy", spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed");
        foreach (var rule in spec.Map("podFailurePolicy")?.Maps("rules") ?? [])
        {
            foreach (var condition in rule.Maps("onPodConditions"))
            {
                condition.DefaultText("status", "True");
            }
        }

        if (job.Struct("metadata") is { } metadata && (metadata.Map("labels") is null or { Count: 0 })
            && spec.Map("template")?.Map("metadata")?.Map("labels") is { Count: > 0 } labels)
        {
            metadata["labels"] = labels.DeepClone();
        }

        PodTemplateDefaults.Apply(spec);
        job.Struct("status");
    }
}
