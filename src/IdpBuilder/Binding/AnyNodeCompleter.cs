namespace IdpBuilder.Binding;

/// <summary>Completes the display names of nodes.</summary>
public sealed class AnyNodeCompleter : WorkflowNodeCompleter
{
    /// <inheritdoc/>
    private protected override bool IsMeant(WorkflowNode node) => true;
}
