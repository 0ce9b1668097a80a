using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Clusters;
using IdpBuilder.Commands.Base;
using IdpBuilder.Packages;
using IdpBuilder.Pipeline;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Lists workflows: Workflows of Argo, runs of Tekton, Canaries of Flagger, and the Jobs and Pods that are hooks.</summary>
[Cmdlet(VerbsCommon.Get, "IdpWorkflow")]
[OutputType(typeof(Workflow))]
public sealed class GetIdpWorkflowCommand : ClusterCommand
{
    private const string TreeView = "IdpBuilder.Workflow#Tree";

    /// <summary>Names, wildcards or objects, and packages for those that belong to them; all workflows without it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Workflow", "InputObject")]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Named]
    [SupportsWildcards]
    public WorkflowReference[] Name { get; set; } = [new("*")];

    /// <summary>Their namespace; all without it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string Namespace { get; set; } = string.Empty;

    /// <summary>The package they belong to; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    [SupportsWildcards]
    public string Package { get; set; } = string.Empty;

    /// <summary>The template or schedule they were made from; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string Template { get; set; } = string.Empty;

    /// <summary>Only those with these labels, as a selector such as <c>team=blue,stage!=test</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Label { get; set; } = string.Empty;

    /// <summary>Shows each with its nodes as a tree; the objects are the same.</summary>
    [Parameter]
    public SwitchParameter Tree { get; set; }

    /// <inheritdoc/>
    protected override async Task RunAsync(CommandPipeline pipeline, CancellationToken stop)
    {
        foreach (var (cluster, references) in await ConnectAsync(Name, reference => reference.Cluster, stop).ConfigureAwait(false))
        {
            foreach (var reference in references)
            {
                await WriteAsync(cluster, reference, pipeline, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(ClusterConnection cluster, WorkflowReference reference, CommandPipeline pipeline, CancellationToken stop)
    {
        // An object may be older than its workflow: it stands for its name.
        var query = new WorkflowQuery([reference.Name], reference.Workflow?.Namespace ?? Namespace, reference.Package?.Name ?? Package, Template, Wildcards.Fit) { Label = Label };
        var found = await new WorkflowCatalog(cluster).FindAsync(query, stop).ConfigureAwait(false);
        foreach (var workflow in found)
        {
            await pipeline.WriteAsync(Tree ? AsTree(workflow) : workflow).ConfigureAwait(false);
        }

        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(reference.Name))
        {
            await pipeline.WriteErrorAsync(ErrorRecords.From(CommandFailures.WorkflowNotFound(reference.Name, cluster.Cluster))).ConfigureAwait(false);
        }
        else if (found.Count == 0 && Package.Length > 0)
        {
            // A package without workflows is no mistake; the name of none is.
            var all = await PackageStatuses.ListAsync(cluster, stop).ConfigureAwait(false);
            await PackageSelection.FindAsync(all, Package, cluster, pipeline).ConfigureAwait(false);
        }
    }

    // The first of its type names says which view shows it.
    private static PSObject AsTree(Workflow workflow)
    {
        var shown = new PSObject(workflow);
        shown.TypeNames.Insert(0, TreeView);
        return shown;
    }
}
