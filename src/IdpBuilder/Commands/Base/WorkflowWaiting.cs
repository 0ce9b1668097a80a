using IdpBuilder.Clusters;
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

    private readonly WorkflowCatalog _catalog = new(cluster.Api, cluster.Clock);
    private readonly PipelineReporter _reporter = new(pipeline);

    /// <summary>Waits until every workflow has ended; an error is written for each that did not succeed.</summary>
    public Task WaitAsync(IEnumerable<Workflow> workflows, CancellationToken stop) =>
        Task.WhenAll(workflows.Select(workflow => WaitAsync(workflow, stop)));

    private async Task WaitAsync(Workflow workflow, CancellationToken stop)
    {
        var type = WorkflowCatalog.TypeOf(workflow);
        var condition = new WorkflowCondition(new ResourceKey(type.Group, type.Kind, workflow.Namespace, workflow.Name), cluster.Clock);
        try
        {
            var outcome = await Wait.ForAsync(
                cluster.Api, condition.Selectors, condition, timeout, TimeProvider.System, _reporter, stop).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw CommandFailures.WorkflowFailed(workflow, outcome.Verdict);
            }

            var run = await cluster.Api.GetAsync(new ResourceReference(type, workflow.Namespace, workflow.Name), stop).ConfigureAwait(false);
            await pipeline.WriteAsync(run is null ? workflow : await _catalog.ReadAsync(run, stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure)).ConfigureAwait(false);
        }
    }
}
