namespace IdpBuilder.Errors;

/// <summary>The failures of acting on workflows.</summary>
internal static class WorkflowFailures
{
    public static IdpException ParametersInvalid(string kind, string name, IReadOnlyList<string> mistakes) => new(
        "WorkflowParametersInvalid",
        FailureKind.InvalidArgument,
        $"The {kind} '{name}' cannot be started with these parameters: {string.Join("; ", mistakes)}. "
        + "Pass the parameters it declares with Start-IdpWorkflow -Parameter @{ name = 'value' }.",
        name);

    public static IdpException NotATemplate(string kind, string name) => new(
        "WorkflowTemplateInvalid",
        FailureKind.InvalidArgument,
        $"The {kind} '{name}' is no workflow template, so nothing can be started from it. "
        + "Pass a WorkflowTemplate, a ClusterWorkflowTemplate or a CronWorkflow to Start-IdpWorkflow.",
        name);

    public static IdpException AlreadyCompleted(Workflow workflow, string action) => new(
        "WorkflowAlreadyCompleted",
        FailureKind.InvalidOperation,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be {action}: it has ended already ({workflow.Phase}). "
        + "See Get-IdpWorkflow; run it again with Restart-IdpWorkflow.",
        workflow);

    public static IdpException NotCompleted(Workflow workflow, string action) => new(
        "WorkflowNotCompleted",
        FailureKind.InvalidOperation,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be {action}: it has not ended ({workflow.Phase}). "
        + "Wait for it with Wait-IdpWorkflow or end it with Stop-IdpWorkflow first; Restart-IdpWorkflow -Resubmit runs it anew beside.",
        workflow);

    public static IdpException NodeFieldSelectorInvalid(string selector, string why, IEnumerable<string> fields) => new(
        "NodeFieldSelectorInvalid",
        FailureKind.InvalidArgument,
        $"'{selector}' chooses no nodes: {why}. Write field=value or field!=value, with commas between; "
        + $"fields are {string.Join(", ", fields)} and inputs.parameters.NAME.value.",
        selector);

    public static IdpException NothingToRetry(Workflow workflow) => new(
        "WorkflowNothingToRetry",
        FailureKind.InvalidOperation,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be retried: it has succeeded, or has no node that -Node or -NodeFieldSelector means. "
        + "Name nodes to run again with Restart-IdpWorkflow -Node (Tab completes them), or run all of it anew with -Resubmit.",
        workflow);

    public static IdpException ActionUnsupported(Workflow workflow, string action) => new(
        "WorkflowActionUnsupported",
        FailureKind.NotSupported,
        $"The {workflow.Kind} '{workflow.Namespace}/{workflow.Name}' cannot be {action}: only Workflows of Argo Workflows can. "
        + $"Do it with the tools of {workflow.Engine}.",
        workflow);

    public static IdpException NotSuspended(Workflow workflow) => new(
        "WorkflowNotSuspended",
        FailureKind.InvalidOperation,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be resumed: none of its nodes waits for that. "
        + "See Get-IdpWorkflow for what it is doing.",
        workflow);

    public static IdpException NodesUnreadable(Workflow workflow, string action) => new(
        "WorkflowNodesUnreadable",
        FailureKind.NotSupported,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be {action}: {workflow.NodesUnreadable}. "
        + "Use the Argo server for it, which Get-IdpPackage names the address of.",
        workflow);

    public static IdpException OutputsInvalid(Workflow workflow, IReadOnlyList<string> mistakes) => new(
        "WorkflowOutputsInvalid",
        FailureKind.InvalidArgument,
        $"The workflow '{workflow.Namespace}/{workflow.Name}' cannot be resumed with these outputs: {string.Join("; ", mistakes)}. "
        + "Pass what its suspended nodes ask for with Resume-IdpWorkflow -Output @{ name = 'value' }.",
        workflow);
}
