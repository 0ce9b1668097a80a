namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>Checks the workloads that keep Pods running.</summary>
internal static class WorkloadValidation
{
    public static void CheckDeployment(CheckedObject deployment)
    {
        var spec = deployment.Map("spec");
        spec.NotNegative("replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds");
        CheckSelector(spec, "deployment");
        CheckTemplate(spec, "Always");
        var strategy = spec.Map("strategy");
        if (strategy.Text("type") == "Recreate" && strategy.Has("rollingUpdate"))
        {
            strategy.Add(FieldError.Forbidden(strategy.PathOf("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'"));
        }

        var rolling = strategy.Map("rollingUpdate");
        if (IsZero(rolling, "maxUnavailable") && IsZero(rolling, "maxSurge"))
        {
            rolling.Add(FieldError.Invalid(rolling.PathOf("maxUnavailable"), rolling.Json["maxUnavailable"], "may not be 0 when `maxSurge` is 0"));
        }
    }

    public static void CheckReplicaSet(CheckedObject replicaSet)
    {
        var spec = replicaSet.Map("spec");
        spec.NotNegative("replicas", "minReadySeconds");
        CheckSelector(spec, "replicaset");
        CheckTemplate(spec, "Always");
    }

    public static void CheckStatefulSet(CheckedObject statefulSet)
    {
        var spec = statefulSet.Map("spec");
        spec.NotNegative("replicas", "minReadySeconds");
        CheckSelector(spec, "statefulset");

        // A real server does not look into the Pods either: their volumes come from the claims' templates.
        LabelValidation.CheckLabels(spec.Map("template").Map("metadata"), "labels");
        spec.Map("template").Map("spec").OneOf("restartPolicy", "Always");
    }

    public static void CheckDaemonSet(CheckedObject daemonSet)
    {
        var spec = daemonSet.Map("spec");
        spec.NotNegative("minReadySeconds", "revisionHistoryLimit");
        CheckSelector(spec, "daemonset");
        CheckTemplate(spec, "Always");
    }

    /// <summary>Checks a workload's Pod template, whose Pods may restart only as given.</summary>
    public static void CheckTemplate(CheckedObject spec, params string[] restartPolicies)
    {
        var template = spec.Map("template");
        LabelValidation.CheckLabels(template.Map("metadata"), "labels");
        PodValidation.CheckSpec(template.Map("spec"));
        template.Map("spec").OneOf("restartPolicy", restartPolicies);
    }

    private static void CheckSelector(CheckedObject spec, string workload)
    {
        if (!spec.Has("selector"))
        {
            spec.Add(FieldError.Required(spec.PathOf("selector")));

            // No selector selects nothing, so that the template does not match it either.
            var unmatched = spec.Map("template").Map("metadata").Map("labels");
            spec.Add(FieldError.Invalid(unmatched.Path, unmatched.Json, "`selector` does not match template `labels`"));
            return;
        }

        var selector = spec.Map("selector");
        LabelValidation.CheckSelector(selector);
        if (LabelValidation.IsEmpty(selector.Json))
        {
            spec.Add(FieldError.Invalid(selector.Path, selector.Json, $"empty selector is invalid for {workload}"));
            return;
        }

        var labels = spec.Map("template").Map("metadata").Map("labels");
        if (!LabelValidation.Matches(selector.Json, labels.Json))
        {
            spec.Add(FieldError.Invalid(labels.Path, labels.Json, "`selector` does not match template `labels`"));
        }
    }

    private static bool IsZero(CheckedObject rolling, string name) => rolling.Number(name) == 0 || rolling.Text(name) == "0%";
}
