using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Returns what the containers of workflows printed, as objects.</summary>
[Cmdlet(VerbsCommon.Get, "IdpWorkflowLog")]
[OutputType(typeof(WorkflowLogLine))]
public sealed class GetIdpWorkflowLogCommand : ClusterCommand
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

    /// <summary>Only nodes with these display names; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PodNodeCompleter))]
    [SupportsWildcards]
    public string[] Node { get; set; } = [];

    /// <summary>Containers with these names; wildcards are allowed. Without it those that do the work of a node.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Container { get; set; } = [];

    /// <summary>Only so many last lines of each container.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>What containers printed before their last restart.</summary>
    [Parameter]
    public SwitchParameter Previous { get; set; }

    /// <summary>Goes on until the workflows have ended, returning lines as they are printed.</summary>
    [Parameter]
    [Alias("Wait")]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var (cluster, references) in await ConnectAsync(Workflow, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            var logs = new WorkflowLogs(cluster, Query(), line => pipeline.WriteAsync(line));
            foreach (var reference in references)
            {
                var found = await WorkflowSelection.FindAsync(cluster, reference, Namespace, pipeline, stop).ConfigureAwait(false);
                await (Follow
                    ? Task.WhenAll(found.Select(workflow => WriteAsync(cluster, workflow, logs, pipeline, stop)))
                    : WriteInTurnAsync(cluster, found, logs, pipeline, stop)).ConfigureAwait(false);
            }
        }
    }

    private WorkflowLogQuery Query() => new()
    {
        Node = node => Node.Length == 0 || Node.Any(pattern => Wildcards.Fit(pattern, node)),
        Container = Container.Length == 0 ? null : container => Container.Any(pattern => Wildcards.Fit(pattern, container)),
        TailLines = Tail,
        Previous = Previous,
    };

    // What goes on may still get such a node.
    private async Task ReportMissingNodesAsync(Workflow workflow, CommandPipeline pipeline)
    {
        var nodes = workflow.AllNodes().Where(node => node.PodName.Length > 0).ToArray();
        foreach (var name in Node.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !Array.Exists(nodes, node => Wildcards.Fit(name, node.DisplayName))))
        {
            if (!Follow || workflow.Completed)
            {
                await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.WorkflowNodeNotFound(workflow, name), workflow)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteInTurnAsync(ClusterConnection cluster, IEnumerable<Workflow> workflows, WorkflowLogs logs, CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var workflow in workflows)
        {
            await WriteAsync(cluster, workflow, logs, pipeline, stop).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ClusterConnection cluster, Workflow workflow, WorkflowLogs logs, CommandPipeline pipeline, CancellationToken stop)
    {
        try
        {
            // The object may be older than its nodes.
            var target = new ResourceReference(WorkflowCatalog.TypeOf(workflow), workflow.Namespace, workflow.Name);
            var run = await cluster.Api.GetAsync(target, stop).ConfigureAwait(false)
                ?? throw CommandFailures.WorkflowNotFound(workflow.Name, cluster.Cluster);
            var now = await new WorkflowCatalog(cluster).ReadAsync(run, stop).ConfigureAwait(false);
            await ReportMissingNodesAsync(now, pipeline).ConfigureAwait(false);
            if (await (Follow ? logs.FollowAsync(now, stop) : logs.ReadAsync(now, stop)).ConfigureAwait(false) is { Count: > 0 } gone)
            {
                throw CommandFailures.WorkflowLogGone(now, gone);
            }
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, workflow)).ConfigureAwait(false);
        }
    }
}
