namespace IdpBuilder.Binding;

/// <summary>Completes the display names of the nodes that wait to be resumed.</summary>
public sealed class SuspendedNodeCompleter : WorkflowNodeCompleter
{
    /// <inheritdoc/>
    private protected override bool IsMeant(WorkflowNode node) => node.AwaitsResumption;
}
