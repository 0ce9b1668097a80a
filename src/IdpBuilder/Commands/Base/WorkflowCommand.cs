using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Manifests;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands.Base;

/// <summary>A cmdlet that changes workflows which run.</summary>
public abstract class WorkflowCommand : ClusterCommand
{
    /// <summary>The workflows: names, wildcards or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    [SupportsWildcards]
    public WorkflowReference[] Workflow { get; set; } = [];

    /// <summary>The namespace of workflows given by name; all without it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = string.Empty;

    /// <summary>Returns the workflows as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What is done, for <c>-WhatIf</c>.</summary>
    private protected abstract string Action { get; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var (cluster, references) in await ConnectAsync(Workflow, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            await ActAsync(cluster, references, pipeline, stop).ConfigureAwait(false);
        }
    }

    private async Task ActAsync(
        ClusterConnection cluster, IReadOnlyList<WorkflowReference> references, CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var reference in references)
        {
            foreach (var workflow in await WorkflowSelection.FindAsync(cluster, reference, Namespace, pipeline, stop).ConfigureAwait(false))
            {
                await ActAsync(cluster, workflow, pipeline, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The change to one workflow.</summary>
    /// <param name="run">The workflow's object as the cluster has it.</param>
    /// <param name="workflow">The same, read.</param>
    /// <param name="now">The cluster's time.</param>
    private protected abstract ManifestPatch PatchFor(Manifest run, Workflow workflow, DateTimeOffset now);

    private async Task ActAsync(ClusterConnection cluster, Workflow workflow, CommandPipeline pipeline, CancellationToken stop)
    {
        if (!await pipeline.ShouldProcessAsync($"{workflow.Namespace}/{workflow.Name}", Action).ConfigureAwait(false))
        {
            return;
        }

        var target = new ResourceReference(WorkflowCatalog.TypeOf(workflow), workflow.Namespace, workflow.Name);
        try
        {
            var run = await cluster.Api.GetAsync(target, stop).ConfigureAwait(false)
                ?? throw CommandFailures.WorkflowNotFound(workflow.Name, cluster.Cluster);
            var catalog = new WorkflowCatalog(cluster);
            var patch = PatchFor(run, await catalog.ReadAsync(run, stop).ConfigureAwait(false), cluster.Clock.GetUtcNow());
            var changed = await cluster.Api.PatchAsync(target, patch, WriteOptions.Default, stop).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteAsync(await catalog.ReadAsync(changed, stop).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (Errors.IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure)).ConfigureAwait(false);
        }
    }
}
