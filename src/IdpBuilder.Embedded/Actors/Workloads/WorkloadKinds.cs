using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>The types that the workload actors speak of.</summary>
internal static class WorkloadKinds
{
    public static GroupVersionKind Pod { get; } = Core("Pod");

    public static GroupVersionKind Binding { get; } = Core("Binding");

    public static GroupVersionKind Service { get; } = Core("Service");

    public static GroupVersionKind Endpoints { get; } = Core("Endpoints");

    public static GroupVersionKind Namespace { get; } = Core("Namespace");

    public static GroupVersionKind ConfigMap { get; } = Core("ConfigMap");

    public static GroupVersionKind Secret { get; } = Core("Secret");

    public static GroupVersionKind ServiceAccount { get; } = Core("ServiceAccount");

    public static GroupVersionKind Claim { get; } = Core("PersistentVolumeClaim");

    public static GroupVersionKind Volume { get; } = Core("PersistentVolume");

    public static GroupVersionKind Node { get; } = Core("Node");

    public static GroupVersionKind Deployment { get; } = new("apps", "v1", "Deployment");

    public static GroupVersionKind ReplicaSet { get; } = new("apps", "v1", "ReplicaSet");

    public static GroupVersionKind StatefulSet { get; } = new("apps", "v1", "StatefulSet");

    public static GroupVersionKind DaemonSet { get; } = new("apps", "v1", "DaemonSet");

    public static GroupVersionKind ControllerRevision { get; } = new("apps", "v1", "ControllerRevision");

    public static GroupVersionKind Job { get; } = new("batch", "v1", "Job");

    public static GroupVersionKind CronJob { get; } = new("batch", "v1", "CronJob");

    public static GroupVersionKind Autoscaler { get; } = new("autoscaling", "v2", "HorizontalPodAutoscaler");

    public static GroupVersionKind DisruptionBudget { get; } = new("policy", "v1", "PodDisruptionBudget");

    public static GroupVersionKind Ingress { get; } = new("networking.k8s.io", "v1", "Ingress");

    public static GroupVersionKind EndpointSlice { get; } = new("discovery.k8s.io", "v1", "EndpointSlice");

    public static GroupVersionKind StorageClass { get; } = new("storage.k8s.io", "v1", "StorageClass");

    public static GroupVersionKind Lease { get; } = new("coordination.k8s.io", "v1", "Lease");

    public static GroupVersionKind ApiService { get; } = new("apiregistration.k8s.io", "v1", "APIService");

    private static GroupVersionKind Core(string kind) => new(string.Empty, "v1", kind);
}
