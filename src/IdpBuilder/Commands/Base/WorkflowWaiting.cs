using IdpBuilder.Clusters;
using IdpBuilder.Display;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Pipeline;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands.Base;

/// <summary>Waits for workflows side by side and writes each as it ends.</summary>
/// <param name="cluster">Their cluster.</param>
/// <param name="pipeline">Where they are written.</param>
/// <param name="timeout">How long at most.</param>
internal sealed class WorkflowWaiting(ClusterConnection cluster, CommandPipeline pipeline, TimeSpan timeout)
{
    /// <summary>How long a wait takes at most when nobody says.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private readonly WorkflowCatalog _catalog = new(cluster);
    private readonly PipelineReporter _reporter = new(pipeline);

    /// <summary>Whether to wait until they wait to be resumed, instead of their end.</summary>
    public bool Suspended { get; init; }

    /// <summary>Whether what they print is written while they run.</summary>
    public bool Follow { get; init; }

    /// <summary>Shows their nodes while they run; null where only progress is shown.</summary>
    public TreeScreen? Tree { get; init; }

    /// <summary>Waits until every workflow has ended; an error is written for each that did not succeed.</summary>
    public async Task WaitAsync(IEnumerable<Workflow> workflows, CancellationToken stop)
    {
        var awaited = workflows.Select(workflow => (Workflow: workflow, End: new WorkflowCondition(KeyOf(workflow), cluster.Clock))).ToArray();
        var shared = new SharedWatches(cluster.Api, awaited.SelectMany(one => one.End.Selectors));
        await using (shared.ConfigureAwait(false))
        {
            await Task.WhenAll(awaited.Select(one => WaitAsync(one.Workflow, one.End, shared, stop))).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all hooks and workflows of a package's operation, then writes those that are still there.</summary>
    /// <param name="package">The package.</param>
    /// <param name="inNamespace">The namespace of the workflows that are meant, beside the operation; empty for all.</param>
    /// <param name="stop">Cancelled by the user.</param>
    public async Task WaitForPackageAsync(PackageStatus package, string inNamespace, CancellationToken stop)
    {
        try
        {
            var outcome = await PackageWorkflowsWait.ForAsync(
                cluster, package.Name, inNamespace, timeout, Services.Clock, _reporter, stop).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw CommandFailures.PackageFailed(package, outcome.Verdict, await PackageLastLines.ReadAsync(cluster, package.Name, stop).ConfigureAwait(false));
            }

            var query = WorkflowQuery.All with { Package = package.Name, Namespace = inNamespace };
            foreach (var workflow in await _catalog.FindAsync(query, stop).ConfigureAwait(false))
            {
                await pipeline.WriteAsync(workflow).ConfigureAwait(false);
            }
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, package)).ConfigureAwait(false);
        }
    }

    private static ResourceKey KeyOf(Workflow workflow)
    {
        var type = WorkflowCatalog.TypeOf(workflow);
        return new ResourceKey(type.Group, type.Kind, workflow.Namespace, workflow.Name);
    }

    private async Task WaitAsync(Workflow workflow, WorkflowCondition end, SharedWatches watches, CancellationToken stop)
    {
        var (type, key) = (WorkflowCatalog.TypeOf(workflow), KeyOf(workflow));
        IWaitCondition condition = Suspended ? new WorkflowSuspendedCondition(key, cluster.Clock) : end;
        if (Tree is not null)
        {
            condition = new ObservedCondition(condition, objects => Show(key, objects));
        }

        try
        {
            var outcome = await FollowedAsync(
                workflow,
                Wait.ForAsync(watches, end.Selectors, condition, timeout, Services.Clock, Tree is null ? _reporter : new SilentProgress(_reporter), stop),
                stop).ConfigureAwait(false);
            var run = await cluster.Api.GetAsync(new ResourceReference(type, workflow.Namespace, workflow.Name), stop).ConfigureAwait(false);
            var now = run is null ? workflow : await _catalog.ReadAsync(run, stop).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw CommandFailures.WorkflowFailed(now, outcome.Verdict, run is null ? [] : await LastLines.ReadAsync(cluster, now, stop).ConfigureAwait(false));
            }

            await pipeline.WriteAsync(now).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, workflow)).ConfigureAwait(false);
        }
    }

    private void Show(ResourceKey key, ObservedObjects objects)
    {
        if (objects.Find(key) is { } run && WorkflowEngines.Read(run, objects.All, cluster.Clock.GetUtcNow()) is { } workflow)
        {
            Tree!.Show(workflow);
        }
    }

    // The lines end by themselves with the workflow; a wait that ends before it takes them along.
    private async Task<WaitOutcome> FollowedAsync(Workflow workflow, Task<WaitOutcome> waiting, CancellationToken stop)
    {
        if (!Follow)
        {
            return await waiting.ConfigureAwait(false);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task following = new WorkflowLogs(cluster, new WorkflowLogQuery(), line => pipeline.WriteAsync(line)).FollowAsync(workflow, ending.Token);
        try
        {
            var outcome = await waiting.ConfigureAwait(false);
            if (!Suspended)
            {
                await following.ConfigureAwait(false);
            }

            return outcome;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
