namespace IdpBuilder;

/// <summary>A line that a container of a workflow printed.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Node">The display name of the node whose Pod has the container.</param>
/// <param name="Pod">The Pod; it may be gone.</param>
/// <param name="Container">The container.</param>
/// <param name="Time">When it was printed; null for a line of a log that Argo Workflows archived, which does not say.</param>
/// <param name="Line">The line without its end.</param>
public sealed record WorkflowLogLine(string Workflow, string Namespace, string Node, string Pod, string Container, DateTimeOffset? Time, string Line)
{
    /// <summary>The line, so that text can be searched as it was printed.</summary>
    public override string ToString() => Line;
}
