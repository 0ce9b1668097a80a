using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Lets workflows start nothing new until they are resumed; what runs goes on to its end.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "IdpWorkflow", SupportsShouldProcess = true)]
[OutputType(typeof(Workflow))]
public sealed class SuspendIdpWorkflowCommand : WorkflowCommand
{
    private protected override string Action => "Suspend the workflow";

    private protected override ManifestPatch PatchFor(Manifest run, Workflow workflow, DateTimeOffset now) => WorkflowActions.Suspend(workflow);
}
