namespace IdpBuilder.Workflows.Archive;

/// <summary>The log of a container that Argo Workflows kept when its Pod ended (<c>archiveLogs</c>).</summary>
/// <param name="Container">The container.</param>
/// <param name="Artifact">The artifact of the node's outputs that is the log.</param>
internal readonly record struct ArchivedLog(string Container, string Artifact)
{
    private const string Main = "main";

    /// <summary>
    /// The logs that are kept of a node, in the order of its containers. The executor names each <c>&lt;container&gt;-logs</c>
    /// (argo-workflows <c>workflow/executor/executor.go</c>, <c>saveContainerLogs</c>).
    /// </summary>
    public static IReadOnlyList<ArchivedLog> Of(WorkflowNode node, WorkflowLogQuery query) =>
    [
        .. node.Children.Where(child => child.Type == "Container").Select(child => child.DisplayName).Prepend(Main)
            .Distinct(StringComparer.Ordinal)
            .Where(container => query.Container is not { } wanted || wanted(container))
            .Select(container => new ArchivedLog(container, $"{container}-logs"))
            .Where(log => node.OutputArtifacts.Contains(log.Artifact, StringComparer.Ordinal)),
    ];
}
