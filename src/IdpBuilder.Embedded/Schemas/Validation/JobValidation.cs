namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks Jobs and the CronJobs that make them.</summary>
internal static class JobValidation
{
    private const int CronJobNameLimit = 52;

    public static void CheckJob(CheckedObject job) => CheckSpec(job.Map("spec"));

    public static void CheckCronJob(CheckedObject cronJob)
    {
        var name = cronJob.Map("metadata").Text("name");
        if (name.Length > CronJobNameLimit)
        {
            cronJob.Add(FieldError.InvalidText("metadata.name", name, "must be no more than 52 characters"));
        }

        var spec = cronJob.Map("spec");
        if (spec.RequireText("schedule") && CronSchedule.Fault(spec.Text("schedule")) is { } fault)
        {
            spec.Add(FieldError.InvalidText(spec.PathOf("schedule"), spec.Text("schedule"), fault));
        }

        spec.NotNegative("startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit");
        spec.OneOf("concurrencyPolicy", "Allow", "Forbid", "Replace");
        CheckSpec(spec.Map("jobTemplate").Map("spec"));
    }

    private static void CheckSpec(CheckedObject spec)
    {
        spec.NotNegative("parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "maxFailedIndexes");
        spec.OneOf("completionMode", "Indexed", "NonIndexed");
        if (spec.Text("completionMode") == "Indexed" && !spec.Has("completions"))
        {
            spec.Add(FieldError.Required(spec.PathOf("completions"), "when completion mode is Indexed"));
        }

        var template = spec.Map("template");
        LabelValidation.CheckLabels(template.Map("metadata"), "labels");
        PodValidation.CheckSpec(template.Map("spec"));
        template.Map("spec").OneOf("restartPolicy", "Never", "OnFailure");
    }
}
