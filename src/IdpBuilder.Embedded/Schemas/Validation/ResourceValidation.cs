using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Schemas.Validation;

/// <summary>
/// Checks what a built-in object says, after defaulting, as a real server does. What an update may not change, and what depends on
/// other objects, is checked where objects are stored.
/// </summary>
internal static class ResourceValidation
{
    private static readonly Dictionary<(string Group, string Kind), Action<CheckedObject>> ByKind = new()
    {
        [("", "Pod")] = PodValidation.CheckPod,
        [("", "Service")] = ServiceValidation.Check,
        [("", "PersistentVolumeClaim")] = PersistentVolumeClaimValidation.Check,
        [("", "ReplicationController")] = controller => WorkloadValidation.CheckTemplate(controller.Map("spec"), "Always"),
        [("apps", "Deployment")] = WorkloadValidation.CheckDeployment,
        [("apps", "ReplicaSet")] = WorkloadValidation.CheckReplicaSet,
        [("apps", "StatefulSet")] = WorkloadValidation.CheckStatefulSet,
        [("apps", "DaemonSet")] = WorkloadValidation.CheckDaemonSet,
        [("batch", "Job")] = JobValidation.CheckJob,
        [("batch", "CronJob")] = JobValidation.CheckCronJob,
        [("autoscaling", "HorizontalPodAutoscaler")] = HorizontalPodAutoscalerValidation.Check,
        [("networking.k8s.io", "Ingress")] = IngressValidation.Check,
        [("networking.k8s.io", "NetworkPolicy")] = NetworkPolicyValidation.Check,
        [("policy", "PodDisruptionBudget")] = PodDisruptionBudgetValidation.Check,
        [("rbac.authorization.k8s.io", "Role")] = RoleValidation.CheckRole,
        [("rbac.authorization.k8s.io", "ClusterRole")] = RoleValidation.CheckClusterRole,
        [("rbac.authorization.k8s.io", "RoleBinding")] = RoleValidation.CheckRoleBinding,
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = RoleValidation.CheckClusterRoleBinding,
        [("storage.k8s.io", "StorageClass")] = storageClass => storageClass.RequireText("provisioner"),
        [("admissionregistration.k8s.io", "ValidatingWebhookConfiguration")] = WebhookConfigurationValidation.Check,
        [("admissionregistration.k8s.io", "MutatingWebhookConfiguration")] = WebhookConfigurationValidation.Check,
    };

    /// <summary>Everything wrong with an object that was decoded, pruned and completed; empty for a valid one. The object is not changed.</summary>
    public static IReadOnlyList<FieldError> Validate(Manifest manifest)
    {
        var errors = new List<FieldError>();
        var type = manifest.GroupVersionKind;
        if (ByKind.TryGetValue((type.Group, type.Kind), out var check))
        {
            check(new CheckedObject(manifest.Json, string.Empty, errors));
        }

        if (manifest.Spec is { } spec && SchemaCatalog.Find(type)?.Field("spec") is { } schema)
        {
            SupportedValues.Check(spec, schema, "spec", errors);
        }

        return errors;
    }
}
