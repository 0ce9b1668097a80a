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

    /// <summary>
    /// Ties a Job to its Pods by its uid, which must be set: a selector and labels that no other Job has. A Job with
    /// <c>manualSelector</c> keeps its own.
    /// </summary>
    public static void ApplySelector(JsonObject job)
    {
        if (job.Struct("spec") is not { } spec || job.Map("metadata") is not { } metadata
            || (spec["manualSelector"] is JsonValue manual && manual.TryGetValue(out bool isManual) && isManual)
            || spec.Struct("template")?.Struct("metadata")?.Struct("labels") is not { } labels)
        {
            return;
        }

        var (uid, name) = (metadata.Text("uid"), metadata.Text("name"));
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = name;
        labels["controller-uid"] = uid;
        labels["job-name"] = name;
        if (metadata["labels"] is null)
        {
            metadata["labels"] = labels.DeepClone();
        }

        if (spec.Struct("selector")?.Struct("matchLabels") is { } selected)
        {
            selected["batch.kubernetes.io/controller-uid"] = uid;
        }
    }
}
