using System.Management.Automation;
using IdpBuilder.Commands.Base;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Commands;

/// <summary>Ends workflows: what runs is stopped, the exit handler still runs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IdpWorkflow", SupportsShouldProcess = true)]
[OutputType(typeof(Workflow))]
public sealed class StopIdpWorkflowCommand : WorkflowCommand
{
    /// <summary>Ends them at once, without their exit handlers.</summary>
    [Parameter]
    public SwitchParameter Terminate { get; set; }

    private protected override string Action => Terminate ? "Terminate the workflow, without its exit handler" : "Stop the workflow";

    private protected override ManifestPatch PatchFor(Manifest run, Workflow workflow, DateTimeOffset now) =>
        Terminate ? WorkflowActions.Terminate(workflow) : WorkflowActions.Stop(workflow);
}
