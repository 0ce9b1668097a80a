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

    /// <summary>Only the waiting nodes with these fields, as <c>argo resume --node-field-selector</c>: <c>inputs.parameters.stage.value=live</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string NodeFieldSelector { get; set; } = string.Empty;

    private protected override string Action => "Resume the workflow";

    private protected override ManifestPatch PatchFor(Manifest run, Workflow workflow, DateTimeOffset now) =>
        WorkflowActions.Resume(run, TextArguments.Read(Output), now, NodeChoice.Of(Node, NodeFieldSelector));
}
