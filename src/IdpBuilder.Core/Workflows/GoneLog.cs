namespace IdpBuilder.Workflows;

/// <summary>A node whose log is not to be had.</summary>
/// <param name="Node">The node.</param>
/// <param name="Reason">Why its archived log could not be read; empty when none was archived.</param>
public sealed record GoneLog(WorkflowNode Node, string Reason)
{
    /// <summary>The node, and what is known of the reason.</summary>
    public override string ToString() => Reason.Length == 0 ? $"'{Node.DisplayName}'" : $"'{Node.DisplayName}' (it was archived, but {Reason})";
}
