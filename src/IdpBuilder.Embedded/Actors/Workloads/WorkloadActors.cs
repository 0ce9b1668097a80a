using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workloads.Cluster;
using IdpBuilder.Embedded.Actors.Workloads.Deployments;
using IdpBuilder.Embedded.Actors.Workloads.Jobs;
using IdpBuilder.Embedded.Actors.Workloads.Network;
using IdpBuilder.Embedded.Actors.Workloads.Pods;
using IdpBuilder.Embedded.Actors.Workloads.Sets;
using IdpBuilder.Embedded.Actors.Workloads.Storage;

namespace IdpBuilder.Embedded.Actors.Workloads;

/// <summary>Everyone who plays Kubernetes' own controllers.</summary>
internal static class WorkloadActors
{
    /// <summary>A new cast; an actor belongs to one cluster.</summary>
    public static IReadOnlyList<IActor> All() =>
    [
        new NodeActor(),
        new ServiceAccountActor(),
        new PodActor(),
        new ReplicaSetActor(),
        new DeploymentActor(),
        new StatefulSetActor(),
        new DaemonSetActor(),
        new JobActor(),
        new CronJobActor(),
        new ServiceActor(),
        new EndpointsActor(),
        new IngressActor(),
        new ClaimActor(),
        new StorageProtectionActor(),
        new DisruptionBudgetActor(),
        new AutoscalerActor(),
        new ApiServiceActor(),
    ];
}
