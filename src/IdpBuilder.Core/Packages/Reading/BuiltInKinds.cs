using System.Collections.Frozen;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages.Reading;

/// <summary>The kinds that Kubernetes, Argo CD and Argo Workflows bring; what other groups hold cannot be known without a cluster.</summary>
internal static class BuiltInKinds
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Kinds = new Dictionary<string, string>
    {
        [string.Empty] = "Binding ComponentStatus ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount",
        ["apps"] = "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet",
        ["batch"] = "CronJob Job",
        ["autoscaling"] = "HorizontalPodAutoscaler Scale",
        ["policy"] = "PodDisruptionBudget PodSecurityPolicy Eviction",
        ["networking.k8s.io"] = "Ingress IngressClass IPAddress NetworkPolicy ServiceCIDR",
        ["rbac.authorization.k8s.io"] = "ClusterRole ClusterRoleBinding Role RoleBinding",
        ["storage.k8s.io"] = "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass",
        ["apiextensions.k8s.io"] = "CustomResourceDefinition",
        ["apiregistration.k8s.io"] = "APIService",
        ["admissionregistration.k8s.io"] = "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration",
        ["coordination.k8s.io"] = "Lease LeaseCandidate",
        ["discovery.k8s.io"] = "EndpointSlice",
        ["scheduling.k8s.io"] = "PriorityClass",
        ["node.k8s.io"] = "RuntimeClass",
        ["certificates.k8s.io"] = "CertificateSigningRequest ClusterTrustBundle PodCertificateRequest",
        ["flowcontrol.apiserver.k8s.io"] = "FlowSchema PriorityLevelConfiguration",
        ["events.k8s.io"] = "Event",
        ["authentication.k8s.io"] = "SelfSubjectReview TokenRequest TokenReview",
        ["authorization.k8s.io"] = "LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview",
        ["argoproj.io"] = "AnalysisRun AnalysisTemplate Application ApplicationSet AppProject ArgoCD ClusterAnalysisTemplate ClusterWorkflowTemplate CronWorkflow EventBus EventSource Experiment ImageUpdater NotificationsConfiguration Rollout RolloutManager Sensor Workflow WorkflowArtifactGCTask WorkflowEventBinding WorkflowTaskResult WorkflowTaskSet WorkflowTemplate",
    }.ToFrozenDictionary(group => group.Key, group => group.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether a group is Kubernetes' own, so that only another version of Kubernetes can add kinds to it.</summary>
    public static bool IsClosed(string group) => group != "argoproj.io" && Kinds.ContainsKey(group);

    /// <summary>Whether the group is known and has no such kind.</summary>
    public static bool IsUnknown(GroupVersionKind type) => Kinds.TryGetValue(type.Group, out var kinds) && !kinds.Contains(type.Kind);

    /// <summary>What was probably meant: the kind written differently, or the same kind of another group.</summary>
    public static string? Meant(GroupVersionKind type)
    {
        var written = Kinds[type.Group].FirstOrDefault(kind => string.Equals(kind, type.Kind, StringComparison.OrdinalIgnoreCase));
        if (written is not null)
        {
            return $"kind '{written}'";
        }

        var group = Kinds.FirstOrDefault(entry => entry.Value.Contains(type.Kind)).Key;
        return group is null ? null : $"an apiVersion of {(group.Length == 0 ? "the core group, such as 'v1'" : $"the group '{group}'")}";
    }
}
