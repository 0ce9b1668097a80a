using System.Collections.Frozen;

namespace IdpBuilder.Sync;

/// <summary>The order of kinds inside a wave: what others need comes first, unknown kinds come last.</summary>
public static class KindOrder
{
    private static readonly FrozenDictionary<string, int> Ranks = Rank(
        "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount",
        "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim",
        "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role",
        "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet",
        "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress", "APIService");

    /// <summary>A negative rank for a known kind, 0 for any other; the group plays no part.</summary>
    public static int Of(string kind) => Ranks.GetValueOrDefault(kind);

    private static FrozenDictionary<string, int> Rank(params string[] kinds) =>
        kinds.Select((kind, index) => KeyValuePair.Create(kind, index - kinds.Length)).ToFrozenDictionary(StringComparer.Ordinal);
}
