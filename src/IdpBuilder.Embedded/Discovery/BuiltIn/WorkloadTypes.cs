namespace IdpBuilder.Embedded.Discovery.BuiltIn;

/// <summary>The groups that run things: <c>apps</c>, <c>batch</c>, <c>autoscaling</c>, <c>policy</c>.</summary>
internal static class WorkloadTypes
{
    private static readonly string[] InAll = ["all"];
    private static readonly Subresource[] WithStatus = [Subresource.Status];
    private static readonly Subresource[] WithScale = [Subresource.Status, Subresource.Scale];

    public static IReadOnlyList<ResourceType> Apps { get; } =
    [
        new("apps", "v1", "ControllerRevision", "controllerrevisions"),
        Counted("apps", "DaemonSet", "daemonsets") with { ShortNames = ["ds"], Categories = InAll, Subresources = WithStatus },
        Scaled("Deployment", "deployments", "deploy"),
        Scaled("ReplicaSet", "replicasets", "rs"),
        Scaled("StatefulSet", "statefulsets", "sts"),
    ];

    public static IReadOnlyList<ResourceType> Batch { get; } =
    [
        Counted("batch", "CronJob", "cronjobs") with { ShortNames = ["cj"], Categories = InAll, Subresources = WithStatus },
        Counted("batch", "Job", "jobs") with { Categories = InAll, Subresources = WithStatus },
    ];

    public static IReadOnlyList<ResourceType> Autoscaling { get; } =
    [
        Autoscaler("v2"),
        Autoscaler("v1") with { View = Conversion.AutoscalerConversion.View },
    ];

    public static IReadOnlyList<ResourceType> Policy { get; } =
    [
        Counted("policy", "PodDisruptionBudget", "poddisruptionbudgets") with { ShortNames = ["pdb"], Subresources = WithStatus },
    ];

    private static ResourceType Counted(string group, string kind, string plural) => new(group, "v1", kind, plural) { HasGeneration = true };

    private static ResourceType Scaled(string kind, string plural, string shortName) => Counted("apps", kind, plural) with
    {
        ShortNames = [shortName],
        Categories = InAll,
        Subresources = WithScale,
        Scale = ScaleMapping.Workload,
    };

    private static ResourceType Autoscaler(string version) =>
        new("autoscaling", version, "HorizontalPodAutoscaler", "horizontalpodautoscalers")
        {
            ShortNames = ["hpa"],
            Categories = InAll,
            Subresources = WithStatus,
            StorageApiVersion = "autoscaling/v2",
        };
}
