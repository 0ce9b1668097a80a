namespace IdpBuilder.Workflows;

/// <summary>A container of a workflow's node.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Node">The display name of the node.</param>
/// <param name="Pod">Its Pod.</param>
/// <param name="Container">The container.</param>
internal sealed record WorkflowLogSource(Workflow Workflow, string Node, string Pod, string Container);
