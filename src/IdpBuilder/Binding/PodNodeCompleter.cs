namespace IdpBuilder.Binding;

/// <summary>Completes the display names of the nodes that run in Pods.</summary>
public sealed class PodNodeCompleter : WorkflowNodeCompleter
{
    /// <inheritdoc/>
    private protected override bool IsMeant(WorkflowNode node) => node.PodName.Length > 0;
}
