using IdpBuilder.Embedded.Actors.Applications;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Workflows;
using IdpBuilder.Embedded.Actors.Workflows.Cron;
using IdpBuilder.Embedded.Actors.Workflows.Leaves;
using IdpBuilder.Embedded.Actors.Workloads;
using IdpBuilder.Git;
using IdpBuilder.Manifests;
using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Actors;

/// <summary>Who plays in an embedded cluster.</summary>
internal static class EmbeddedActors
{
    /// <summary>All actors.</summary>
    /// <param name="repositories">What Argo CD's actors read.</param>
    /// <param name="reader">Reads the manifests in it.</param>
    /// <param name="programs">Renders charts and kustomizations.</param>
    /// <param name="kubernetesVersion">The API server's, which charts may ask for.</param>
    public static IReadOnlyList<IActor> All(IRepositoryReader repositories, IManifestReader reader, IProgramRunner programs, string kubernetesVersion) =>
    [
        .. WorkloadActors.All(),
        new ApplicationActor(repositories, reader, programs, kubernetesVersion),
        new ApplicationSetActor(repositories, reader),
        new WorkflowActor(),
        new CronWorkflowActor(),
        new ResourceActor(reader),
    ];
}
