using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;

namespace IdpBuilder.Workflows;

/// <summary>Finds the workflows of a cluster: the runs of every engine, and the Jobs and Pods that are hooks.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class WorkflowCatalog(ClusterConnection cluster)
{
    private ApplicationPackages? _packages;

    /// <summary>The selected workflows, the latest started last.</summary>
    public async Task<IReadOnlyList<Workflow>> FindAsync(WorkflowQuery query, CancellationToken stop)
    {
        var lists = await Task.WhenAll(WorkflowEngines.All.Select(engine => ListAsync(engine.RunType, query.Namespace, stop))).ConfigureAwait(false);
        var parts = lists.SelectMany(list => list).ToList();
        var labelled = query.Label.Length > 0 ? await LabelledAsync(query, stop).ConfigureAwait(false) : null;
        var found = parts.Where(part => IsRun(part) && labelled?.Contains(part.Key) != false).Select(run => Read(run, parts)).ToList();
        var packages = ApplicationPackages.None;
        if (found.Exists(workflow => workflow.Application.Length > 0))
        {
            _packages = packages = await PackagesAsync(demanded: query.Package.Length > 0, stop).ConfigureAwait(false);
        }

        return
        [
            .. found.Select(workflow => workflow with { Package = packages.Of(workflow.Application) })
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
        var workflow = Read(run, parts.SelectMany(list => list));
        if (workflow.Application.Length == 0)
        {
            return workflow;
        }

        _packages ??= await PackagesAsync(demanded: false, stop).ConfigureAwait(false);
        return workflow with { Package = _packages.Of(workflow.Application) };
    }

    /// <summary>The type of a run's object.</summary>
    public static GroupVersionKind TypeOf(Workflow workflow) =>
        WorkflowEngines.Of(workflow).RunType;

    // The Pods of a Job that is meant do not bear its labels, so that the lists themselves are not narrowed.
    private async Task<HashSet<ResourceKey>> LabelledAsync(WorkflowQuery query, CancellationToken stop)
    {
        var lists = await Task.WhenAll(WorkflowEngines.All.Select(engine => ListAsync(engine.RunType, query.Namespace, stop, query.Label))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list).Select(run => run.Key)];
    }

    private static bool IsRun(Manifest manifest) =>
        WorkflowEngines.Of(manifest.GroupVersionKind.Group, manifest.Kind)?.IsRun(manifest) == true;

    private Workflow Read(Manifest run, IEnumerable<Manifest> parts) =>
        WorkflowEngines.Read(run, parts, cluster.Clock.GetUtcNow())! with { Cluster = cluster.Cluster.Name };

    // Who may not see packages sees workflows all the same; who asks by package must see them.
    private async Task<ApplicationPackages> PackagesAsync(bool demanded, CancellationToken stop)
    {
        try
        {
            return await ApplicationPackages.ReadAsync(cluster.Api, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.Code == 403 && !demanded)
        {
            return ApplicationPackages.None;
        }
    }

    private async Task<IReadOnlyList<Manifest>> ListAsync(GroupVersionKind type, string inNamespace, CancellationToken stop, string label = "")
    {
        try
        {
            return (await cluster.Api.ListAsync(new ResourceSelector(type, inNamespace, label), stop).ConfigureAwait(false)).Items;
        }
        catch (KubernetesApiException missing) when (missing.Kind == FailureKind.NotFound)
        {
            // A cluster without this engine has no runs of it.
            return [];
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            // Who may not list a type is told so before it turns out that the cluster does not have it.
            var served = await cluster.Api.DiscoverAsync(refresh: true, stop).ConfigureAwait(false);
            if (served.Any(resource => resource.Type == type))
            {
                throw;
            }

            return [];
        }
    }
}
