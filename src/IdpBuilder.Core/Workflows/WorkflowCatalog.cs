using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Workflows;

/// <summary>Finds the workflows of a cluster: Workflows of Argo, and the Jobs and Pods that are hooks.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class WorkflowCatalog(ClusterConnection cluster)
{
    /// <summary>The selected workflows, the latest started last.</summary>
    public async Task<IReadOnlyList<Workflow>> FindAsync(WorkflowQuery query, CancellationToken stop)
    {
        var lists = await Task.WhenAll(WorkflowEngines.All.Select(engine => ListAsync(engine.RunType, query.Namespace, stop))).ConfigureAwait(false);
        var parts = lists.SelectMany(list => list).ToList();
        return
        [
            .. parts.Where(IsRun)
                .Select(run => Read(run, parts))
                .Where(query.Selects)
                .OrderBy(workflow => workflow.StartedAt ?? DateTimeOffset.MaxValue)
                .ThenBy(workflow => workflow.Namespace, StringComparer.Ordinal)
                .ThenBy(workflow => workflow.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads a run anew.</summary>
    public async Task<Workflow> ReadAsync(Manifest run, CancellationToken stop)
    {
        var engine = WorkflowEngines.Of(run.GroupVersionKind.Group, run.Kind) ?? throw WorkflowFailures.NotATemplate(run.Kind, run.Name);
        var parts = await Task.WhenAll(engine.PartTypes.Select(type => ListAsync(type, run.Namespace, stop))).ConfigureAwait(false);
        return Read(run, parts.SelectMany(list => list));
    }

    /// <summary>The type of a run's object.</summary>
    public static GroupVersionKind TypeOf(Workflow workflow) =>
        WorkflowEngines.All.First(engine => engine.RunType.Kind == workflow.Kind).RunType;

    // A Job or Pod of an ordinary application is no imperative set-up; one that is a hook is.
    private static bool IsRun(Manifest manifest) =>
        manifest.Kind == ArgoWorkflowTypes.Workflow.Kind || WorkflowOrigin.HookOf(manifest).Length > 0;

    private Workflow Read(Manifest run, IEnumerable<Manifest> parts) =>
        WorkflowEngines.Read(run, parts, cluster.Clock.GetUtcNow())! with { Cluster = cluster.Cluster.Name };

    private async Task<IReadOnlyList<Manifest>> ListAsync(GroupVersionKind type, string inNamespace, CancellationToken stop)
    {
        try
        {
            return (await cluster.Api.ListAsync(new ResourceSelector(type, inNamespace), stop).ConfigureAwait(false)).Items;
        }
        catch (KubernetesApiException missing) when (missing.Kind == FailureKind.NotFound)
        {
            // A cluster without this engine has no runs of it.
            return [];
        }
    }
}
