using System.Collections.Concurrent;
using IdpBuilder.Clusters;
using IdpBuilder.Direct;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages;
using IdpBuilder.Packages.State;
using IdpBuilder.Reporting;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder.Reports;

/// <summary>Gathers what a cluster tells of what happened in it, and makes a report of it.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="steps">The steps of making it, as far as this session knows them.</param>
public sealed class ReportReader(ClusterConnection cluster, IReadOnlyList<TimelineStep> steps)
{
    private static readonly GroupVersionKind NamespaceType = new(string.Empty, "v1", "Namespace");
    private static readonly GroupVersionKind NodeType = new(string.Empty, "v1", "Node");
    private static readonly GroupVersionKind PodType = new(string.Empty, "v1", "Pod");

    // Lists are read side by side.
    private readonly ConcurrentQueue<string> _notes = [];

    /// <summary>The report. What the user may not see is left out, and noted.</summary>
    public async Task<Report> ReadAsync(ReportScope scope, CancellationToken stop)
    {
        var records = await DirectRecords.ListAsync(cluster.Api, stop).ConfigureAwait(false);
        var installed = await SeenAsync(InstalledPackage.ListAsync(cluster.Api, stop), "Packages that Argo CD deploys are not told of").ConfigureAwait(false);
        var workflows = await SeenAsync(new WorkflowCatalog(cluster).FindAsync(WorkflowQuery.All, stop), "Workflows and hooks have no times here").ConfigureAwait(false);
        var packages = new List<ReportPackage>();
        var objects = new Dictionary<ResourceKey, Manifest>();
        foreach (var package in installed.Where(package => IsMeant(package.Name)))
        {
            var operations = package.Applications.Select(ReportOperation.Of).ToArray();
            await ListAsync(operations.SelectMany(operation => operation.Objects), objects, stop).ConfigureAwait(false);
            packages.Add(Judged(package.Name, await JudgeAsync(package, stop).ConfigureAwait(false), operations));
        }

        foreach (var record in records.Where(record => IsMeant(record.Package) && installed.All(package => package.Name != record.Package)))
        {
            var operations = record.Operations.Select(ReportOperation.Of).ToArray();
            await ListAsync(record.Inventory.Concat(operations.SelectMany(operation => operation.Objects)), objects, stop).ConfigureAwait(false);
            packages.Add(Judged(record.Package, DirectReadiness.Judge(record, objects.GetValueOrDefault), operations));
        }

        var told = packages.Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
        var facts = new ReportFacts(cluster.Cluster.Name, cluster.Clock.GetUtcNow())
        {
            Packages = packages,
            Objects = objects,
            Pods = await PodsAsync(objects.Values, stop).ConfigureAwait(false),
            Workflows = [.. workflows.Where(workflow => told.Contains(workflow.Package) || IsMeantBeside(workflow))],
            IncludesCluster = scope.IncludesCluster,
            Steps = steps,
            Birth = scope.IncludesCluster ? await GetAsync(new ResourceReference(NamespaceType, string.Empty, "kube-system"), stop).ConfigureAwait(false) : null,
            Nodes = scope.IncludesCluster ? await ListAsync(new ResourceSelector(NodeType), stop).ConfigureAwait(false) : [],
        };
        return ReportBuilder.Build(facts with { Notes = [.. _notes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] });

        bool IsMeant(string name) => scope.Packages?.Contains(name) ?? (scope.Workflows is null);

        bool IsMeantBeside(Workflow workflow) =>
            scope.Workflows?.Any(meant => (meant.Kind, meant.Namespace, meant.Name) == (workflow.Kind, workflow.Namespace, workflow.Name)) ?? scope.IncludesCluster;
    }

    private static ReportPackage Judged(string name, WaitVerdict verdict, IReadOnlyList<ReportOperation> operations) => verdict.State switch
    {
        WaitState.Satisfied => new ReportPackage(name, ReportOutcome.Succeeded, string.Empty, operations),
        WaitState.Impossible => new ReportPackage(name, ReportOutcome.Failed, string.Join(" → ", verdict.Causes), operations),
        _ when operations.All(operation => operation.StartedAt is null) => new ReportPackage(name, ReportOutcome.Pending, verdict.Seen, operations),
        _ => new ReportPackage(name, ReportOutcome.Running, verdict.Seen, operations),
    };

    private async Task<WaitVerdict> JudgeAsync(InstalledPackage package, CancellationToken stop)
    {
        var verdict = PackageReadiness.Judge(package);
        return verdict.State switch
        {
            WaitState.Impossible => await PackageCauses.ExplainAsync(cluster.Api, package, verdict, cluster.Clock, stop).ConfigureAwait(false),
            WaitState.Satisfied => await OwnReadiness.JudgeAsync(cluster.Api, package, stop).ConfigureAwait(false),
            _ => verdict,
        };
    }

    private async Task ListAsync(IEnumerable<ResourceReference> wanted, Dictionary<ResourceKey, Manifest> objects, CancellationToken stop)
    {
        var selectors = await DirectSelectors.OfAsync(cluster.Api, wanted, stop).ConfigureAwait(false);
        foreach (var list in await Task.WhenAll(selectors.Select(selector => ListAsync(selector, stop))).ConfigureAwait(false))
        {
            foreach (var manifest in list)
            {
                objects[manifest.Key] = manifest;
            }
        }
    }

    private async Task<IReadOnlyList<Manifest>> ListAsync(ResourceSelector selector, CancellationToken stop)
    {
        try
        {
            return (await cluster.Api.ListAsync(selector, stop).ConfigureAwait(false)).Items;
        }
        catch (KubernetesApiException refused) when (refused.Code is 403 or 404 or 405)
        {
            _notes.Enqueue($"{selector.Type.Kind} objects{(selector.Namespace.Length > 0 ? $" in '{selector.Namespace}'" : string.Empty)} have no times here: {refused.Message}");
            return [];
        }
    }

    private async Task<IReadOnlyList<Manifest>> PodsAsync(IEnumerable<Manifest> objects, CancellationToken stop)
    {
        var spaces = objects.Where(live => live.Kind == "Job").Select(live => live.Namespace).Distinct(StringComparer.Ordinal);
        var lists = await Task.WhenAll(spaces.Select(space => ListAsync(new ResourceSelector(PodType, space), stop))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list)];
    }

    private async Task<IReadOnlyList<T>> SeenAsync<T>(Task<IReadOnlyList<T>> reading, string otherwise)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            _notes.Enqueue($"{otherwise}: {refused.Message}");
            return [];
        }
    }

    private async Task<Manifest?> GetAsync(ResourceReference target, CancellationToken stop)
    {
        try
        {
            return await cluster.Api.GetAsync(target, stop).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.Code == 403)
        {
            _notes.Enqueue($"The age of the cluster is not known: {refused.Message}");
            return null;
        }
    }
}
