using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Schemas.Defaulting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Schemas;

/// <summary>What a real server fills in when a client leaves fields of a built-in type out.</summary>
internal static class ResourceDefaults
{
    private static readonly Dictionary<GroupVersionKind, Action<JsonObject>> ByType = new()
    {
        [Of("", "v1", "Pod")] = PodTemplateDefaults.ApplyPod,
        [Of("", "v1", "PodTemplate")] = PodTemplateDefaults.Apply,
        [Of("", "v1", "ReplicationController")] = ReplicaSetDefaults.ApplyController,
        [Of("", "v1", "Service")] = ServiceDefaults.Apply,
        [Of("", "v1", "Endpoints")] = EndpointDefaults.Apply,
        [Of("", "v1", "Secret")] = SecretDefaults.Apply,
        [Of("", "v1", "Namespace")] = NamespaceDefaults.Apply,
        [Of("", "v1", "Node")] = NodeDefaults.Apply,
        [Of("", "v1", "ResourceQuota")] = quota => quota.Struct("status"),
        [Of("", "v1", "LimitRange")] = LimitRangeDefaults.Apply,
        [Of("", "v1", "PersistentVolume")] = PersistentVolumeDefaults.ApplyVolume,
        [Of("", "v1", "PersistentVolumeClaim")] = PersistentVolumeDefaults.ApplyClaim,
        [Of("apps", "v1", "Deployment")] = DeploymentDefaults.Apply,
        [Of("apps", "v1", "ReplicaSet")] = ReplicaSetDefaults.Apply,
        [Of("apps", "v1", "StatefulSet")] = StatefulSetDefaults.Apply,
        [Of("apps", "v1", "DaemonSet")] = DaemonSetDefaults.Apply,
        [Of("batch", "v1", "Job")] = JobDefaults.Apply,
        [Of("batch", "v1", "CronJob")] = CronJobDefaults.Apply,
        [Of("autoscaling", "v1", "HorizontalPodAutoscaler")] = HorizontalPodAutoscalerDefaults.ApplyV1,
        [Of("autoscaling", "v2", "HorizontalPodAutoscaler")] = HorizontalPodAutoscalerDefaults.Apply,
        [Of("networking.k8s.io", "v1", "NetworkPolicy")] = NetworkPolicyDefaults.Apply,
        [Of("networking.k8s.io", "v1", "Ingress")] = ingress => ingress.Struct("status")?.Struct("loadBalancer"),
        [Of("networking.k8s.io", "v1", "IngressClass")] = ingressClass =>
            ingressClass.Map("spec")?.Map("parameters")?.DefaultText("scope", "Cluster"),
        [Of("rbac.authorization.k8s.io", "v1", "RoleBinding")] = RoleBindingDefaults.Apply,
        [Of("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding")] = RoleBindingDefaults.Apply,
        [Of("storage.k8s.io", "v1", "StorageClass")] = StorageDefaults.ApplyClass,
        [Of("storage.k8s.io", "v1", "CSIDriver")] = StorageDefaults.ApplyDriver,
        [Of("scheduling.k8s.io", "v1", "PriorityClass")] = priority => priority.DefaultText("preemptionPolicy", "PreemptLowerPriority"),
        [Of("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration")] = WebhookConfigurationDefaults.Apply,
        [Of("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration")] = WebhookConfigurationDefaults.ApplyMutating,
        [Of("apiregistration.k8s.io", "v1", "APIService")] = service => service.Map("spec")?.Map("service")?.Default("port", 443),
        [Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition")] = CustomResourceDefinitionDefaults.Apply,
        [Of("discovery.k8s.io", "v1", "EndpointSlice")] = EndpointDefaults.ApplySlice,
    };

    /// <summary>Changes the object: fills in its absent fields. Objects of other types are left alone.</summary>
    public static void Apply(Manifest manifest)
    {
        if (ByType.TryGetValue(manifest.GroupVersionKind, out var apply))
        {
            apply(manifest.Json);
        }
    }

    /// <summary>Changes the object: fills in what follows from its uid, which must be set; once, before it is stored first.</summary>
    public static void ApplyIdentity(Manifest manifest)
    {
        if (manifest.GroupVersionKind == Of("batch", "v1", "Job"))
        {
            JobDefaults.ApplySelector(manifest.Json);
        }
    }

    private static GroupVersionKind Of(string group, string version, string kind) => new(group, version, kind);
}
