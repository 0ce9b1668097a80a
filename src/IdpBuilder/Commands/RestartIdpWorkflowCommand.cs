using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Runs workflows again: on from what failed, or anew.</summary>
[Cmdlet(VerbsLifecycle.Restart, "IdpWorkflow", SupportsShouldProcess = true, DefaultParameterSetName = RetrySet)]
[OutputType(typeof(Workflow))]
public sealed class RestartIdpWorkflowCommand : ClusterCommand
{
    private const string RetrySet = "Retry";
    private const string ResubmitSet = "Resubmit";

    private static readonly DeletionOptions AtOnce = new(GracePeriodSeconds: 0);

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

    /// <summary>Runs also the nodes with these display names again, though they succeeded, and all that came after them; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = RetrySet)]
    [ArgumentCompleter(typeof(AnyNodeCompleter))]
    [SupportsWildcards]
    public string[] Node { get; set; } = [];

    /// <summary>Runs also the nodes with these fields again, as <c>argo retry --node-field-selector</c>: <c>templateName=build,phase!=Succeeded</c>.</summary>
    [Parameter(ParameterSetName = RetrySet)]
    [ValidateNotNullOrEmpty]
    public string NodeFieldSelector { get; set; } = string.Empty;

    /// <summary>Creates a new workflow of the same specification, and leaves the old one as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ResubmitSet)]
    public SwitchParameter Resubmit { get; set; }

    /// <summary>Values for the parameters of the new workflow in place of those that the old one ran with.</summary>
    [Parameter(ParameterSetName = ResubmitSet)]
    public IDictionary Parameter { get; set; } = new Hashtable();

    /// <summary>Returns when the workflow has succeeded; its failure is an error.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait at most.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = WorkflowWaiting.DefaultTimeout;

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var (cluster, references) in await ConnectAsync(Workflow, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            foreach (var reference in references)
            {
                foreach (var workflow in await WorkflowSelection.FindAsync(cluster, reference, Namespace, pipeline, stop).ConfigureAwait(false))
                {
                    await RestartAsync(cluster, workflow, pipeline, stop).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task RestartAsync(ClusterConnection cluster, Workflow workflow, CommandPipeline pipeline, CancellationToken stop)
    {
        var action = Resubmit ? "Run the workflow anew" : "Retry the workflow from what failed";
        if (!await pipeline.ShouldProcessAsync($"{workflow.Namespace}/{workflow.Name}", action).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            var target = new ResourceReference(WorkflowCatalog.TypeOf(workflow), workflow.Namespace, workflow.Name);
            var run = await cluster.Api.GetAsync(target, stop).ConfigureAwait(false)
                ?? throw CommandFailures.WorkflowNotFound(workflow.Name, cluster.Cluster);
            var begun = Resubmit
                ? await cluster.Api.CreateAsync(WorkflowActions.Resubmit(run, TextArguments.Read(Parameter)), WriteOptions.Default, stop).ConfigureAwait(false)
                : await RetryAsync(cluster, run, stop).ConfigureAwait(false);
            var restarted = await new WorkflowCatalog(cluster).ReadAsync(begun, stop).ConfigureAwait(false);
            await (Wait
                ? new WorkflowWaiting(cluster, pipeline, Timeout).WaitAsync([restarted], stop)
                : pipeline.WriteAsync(restarted)).ConfigureAwait(false);
        }
        catch (IdpException failure)
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(failure, workflow)).ConfigureAwait(false);
        }
    }

    // The Pods go first: the new attempts have their names.
    private async Task<Manifest> RetryAsync(ClusterConnection cluster, Manifest run, CancellationToken stop)
    {
        var (again, pods) = WorkflowActions.Retry(run, NodeChoice.Of(Node, NodeFieldSelector), cluster.Clock.GetUtcNow());
        await Task.WhenAll(pods.Select(pod =>
            cluster.Api.DeleteAsync(new ResourceReference(new GroupVersionKind(string.Empty, "v1", "Pod"), run.Namespace, pod), AtOnce, stop))).ConfigureAwait(false);
        return await cluster.Api.ReplaceAsync(again, WriteOptions.Default, stop).ConfigureAwait(false);
    }
}
