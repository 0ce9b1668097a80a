using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Display;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Waits until workflows have ended; a failure is an error with its cause.</summary>
[Cmdlet(VerbsLifecycle.Wait, "IdpWorkflow", DefaultParameterSetName = WorkflowSet)]
[OutputType(typeof(Workflow), typeof(WorkflowLogLine))]
public sealed class WaitIdpWorkflowCommand : ClusterCommand
{
    private const string WorkflowSet = "Workflow";
    private const string TemplateSet = "Template";
    private const string PackageSet = "Package";
    private const string LabelSet = "Label";

    private readonly List<WorkflowReference> _references = [];

    /// <summary>The workflows: names, wildcards or objects; a package stands for all hooks and workflows of its operation.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = WorkflowSet, ValueFromPipeline = true)]
    [Alias("Name", "InputObject")]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    [SupportsWildcards]
    public WorkflowReference[] Workflow { get; set; } = [];

    /// <summary>All runs of this template or schedule; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TemplateSet)]
    [ArgumentCompleter(typeof(WorkflowTemplateCompleter))]
    [SupportsWildcards]
    public string Template { get; set; } = string.Empty;

    /// <summary>All hooks and workflows of the package's operation; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PackageSet)]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [SupportsWildcards]
    public string Package { get; set; } = string.Empty;

    /// <summary>Returns a workflow when it waits to be resumed, instead of at its end.</summary>
    [Parameter(ParameterSetName = WorkflowSet)]
    [Parameter(ParameterSetName = TemplateSet)]
    [Parameter(ParameterSetName = LabelSet)]
    public SwitchParameter Suspended { get; set; }

    /// <summary>All workflows with these labels, as a selector such as <c>team=blue,stage!=test</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LabelSet)]
    [ValidateNotNullOrEmpty]
    public string Label { get; set; } = string.Empty;

    /// <summary>Writes the lines that the workflows print while they run, before the workflows themselves.</summary>
    [Parameter(ParameterSetName = WorkflowSet)]
    [Parameter(ParameterSetName = TemplateSet)]
    [Parameter(ParameterSetName = LabelSet)]
    public SwitchParameter Follow { get; set; }

    /// <summary>Shows the nodes as a tree while they run: drawn over on a terminal, elsewhere a line for each node that comes to another phase.</summary>
    [Parameter(ParameterSetName = WorkflowSet)]
    [Parameter(ParameterSetName = TemplateSet)]
    [Parameter(ParameterSetName = LabelSet)]
    public SwitchParameter Tree { get; set; }

    /// <summary>
    /// The namespace of workflows given by name, template or label; of a package's, of which its operation counts as a whole. All without it.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = string.Empty;

    /// <summary>How long to wait at most.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = WorkflowWaiting.DefaultTimeout;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _references.AddRange(Workflow);

    /// <inheritdoc/>
    protected override async Task FinishAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        if (ParameterSetName == WorkflowSet)
        {
            var clusters = await ConnectAsync(_references, reference => reference.Cluster, stop).ConfigureAwait(false);
            await Task.WhenAll(clusters.Select(entry => WaitAsync(entry.Cluster, entry.Things, pipeline, stop))).ConfigureAwait(false);
            return;
        }

        var cluster = await ConnectAsync(stop).ConfigureAwait(false);
        var waiting = Waiting(cluster, pipeline);
        if (ParameterSetName == PackageSet)
        {
            var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
            var packages = await PackageSelection.FindAsync(all, Package, cluster, pipeline).ConfigureAwait(false);
            await Task.WhenAll(packages.Select(package => waiting.WaitForPackageAsync(package, Namespace, stop))).ConfigureAwait(false);
            return;
        }

        var query = new WorkflowQuery([], Namespace, Template: Template, Matches: Wildcards.Fit) { Label = Label };
        await waiting.WaitAsync(await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    private WorkflowWaiting Waiting(ClusterConnection cluster, CommandPipeline pipeline) =>
        new(cluster, pipeline, Timeout) { Suspended = Suspended, Follow = Follow, Tree = Tree ? new TreeScreen(pipeline) : null };

    // Of a package counts the operation as a whole, unless only its workflows can have what was asked for.
    private async Task WaitAsync(ClusterConnection cluster, IReadOnlyList<WorkflowReference> references, CommandPipeline pipeline, CancellationToken stop)
    {
        var (waiting, workflows, packages) = (Waiting(cluster, pipeline), new List<Workflow>(), new List<PackageStatus>());
        foreach (var reference in references)
        {
            if (reference.Package is { } package && !Suspended && !Follow && !Tree)
            {
                packages.Add(package);
                continue;
            }

            workflows.AddRange(await WorkflowSelection.FindAsync(cluster, reference, Namespace, pipeline, stop).ConfigureAwait(false));
        }

        var distinct = workflows.DistinctBy(workflow => (workflow.Kind, workflow.Namespace, workflow.Name));
        await Task.WhenAll(
            packages.DistinctBy(package => package.Name).Select(package => waiting.WaitForPackageAsync(package, Namespace, stop)).Append(waiting.WaitAsync(distinct, stop))).ConfigureAwait(false);
    }
}
