using IdpBuilder.Embedded.Store;
using IdpBuilder.Embedded.Tables.Kinds;

namespace IdpBuilder.Embedded.Tables;

/// <summary>The columns of built-in kinds.</summary>
internal static class KindTables
{
    private static readonly Dictionary<ResourceId, IReadOnlyList<TableColumn>> Columns = new()
    {
        [new(string.Empty, "pods")] = PodTable.Columns,
        [new(string.Empty, "replicationcontrollers")] = WorkloadTables.ReplicaSet,
        [new(string.Empty, "services")] = NetworkTables.Service,
        [new(string.Empty, "endpoints")] = NetworkTables.Endpoints,
        [new(string.Empty, "namespaces")] = ClusterTables.Namespace,
        [new(string.Empty, "nodes")] = ClusterTables.Node,
        [new(string.Empty, "events")] = ClusterTables.Event,
        [new(string.Empty, "configmaps")] = ConfigurationTables.ConfigMap,
        [new(string.Empty, "secrets")] = ConfigurationTables.Secret,
        [new(string.Empty, "serviceaccounts")] = ConfigurationTables.ServiceAccount,
        [new(string.Empty, "persistentvolumeclaims")] = StorageTables.Claim,
        [new(string.Empty, "persistentvolumes")] = StorageTables.Volume,
        [new("apps", "deployments")] = WorkloadTables.Deployment,
        [new("apps", "replicasets")] = WorkloadTables.ReplicaSet,
        [new("apps", "statefulsets")] = WorkloadTables.StatefulSet,
        [new("apps", "daemonsets")] = WorkloadTables.DaemonSet,
        [new("batch", "jobs")] = JobTables.Job,
        [new("batch", "cronjobs")] = JobTables.CronJob,
        [new("autoscaling", "horizontalpodautoscalers")] = ConfigurationTables.Autoscaler,
        [new("networking.k8s.io", "ingresses")] = NetworkTables.Ingress,
        [new("networking.k8s.io", "ingressclasses")] = NetworkTables.IngressClass,
        [new("networking.k8s.io", "networkpolicies")] = NetworkTables.NetworkPolicy,
        [new("discovery.k8s.io", "endpointslices")] = NetworkTables.EndpointSlice,
        [new("policy", "poddisruptionbudgets")] = ConfigurationTables.DisruptionBudget,
        [new("rbac.authorization.k8s.io", "roles")] = ConfigurationTables.Dated,
        [new("rbac.authorization.k8s.io", "clusterroles")] = ConfigurationTables.Dated,
        [new("rbac.authorization.k8s.io", "rolebindings")] = ConfigurationTables.RoleBinding,
        [new("rbac.authorization.k8s.io", "clusterrolebindings")] = ConfigurationTables.RoleBinding,
        [new("storage.k8s.io", "storageclasses")] = StorageTables.Class,
        [new("coordination.k8s.io", "leases")] = ConfigurationTables.Lease,
        [new("scheduling.k8s.io", "priorityclasses")] = ConfigurationTables.PriorityClass,
        [new("admissionregistration.k8s.io", "mutatingwebhookconfigurations")] = ConfigurationTables.Webhooks,
        [new("admissionregistration.k8s.io", "validatingwebhookconfigurations")] = ConfigurationTables.Webhooks,
        [new("apiextensions.k8s.io", "customresourcedefinitions")] = ConfigurationTables.Dated,
        [new("apiregistration.k8s.io", "apiservices")] = ClusterTables.ApiService,
    };

    public static IReadOnlyList<TableColumn>? Find(ResourceId resource) => Columns.GetValueOrDefault(resource);
}
