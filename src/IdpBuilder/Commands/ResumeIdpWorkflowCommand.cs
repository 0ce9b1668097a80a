using System.Collections;
using System.Management.Automation;
using IdpBuilder.Binding;
using IdpBuilder.Commands.Base;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Lets suspended workflows, and nodes that wait to be resumed, go on.</summary>
[Cmdlet(VerbsLifecycle.Resume, "IdpWorkflow", SupportsShouldProcess = true)]
[OutputType(typeof(Workflow))]
public sealed class ResumeIdpWorkflowCommand : WorkflowCommand
{
    /// <summary>Values for the outputs that the waiting nodes are to be supplied with.</summary>
    [Parameter]
    public IDictionary Output { get; set; } = new Hashtable();

    /// <summary>Only the waiting nodes with these display names; wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SuspendedNodeCompleter))]
    [SupportsWildcards]
    public string[] Node { get; set; } = [];

    private protected override string Action => "Resume the workflow";

    private protected override ManifestPatch PatchFor(Manifest run, Workflow workflow, DateTimeOffset now) =>
        WorkflowActions.Resume(run, TextArguments.Read(Output), now, Node.Length == 0 ? null : IsMeant);

    private bool IsMeant(WorkflowNode node) => Node.Any(pattern => Wildcards.Fit(pattern, node.DisplayName));
}
