namespace IdpBuilder.Embedded.Actors.Workflows.Nodes;

/// <summary>What nodes are, as their <c>type</c> says.</summary>
internal static class NodeType
{
    public const string Pod = "Pod";
    public const string Container = "Container";
    public const string Steps = "Steps";
    public const string StepGroup = "StepGroup";
    public const string Dag = "DAG";
    public const string TaskGroup = "TaskGroup";
    public const string Retry = "Retry";
    public const string Skipped = "Skipped";
    public const string Suspend = "Suspend";

    /// <summary>Whether nodes of this type do work that progress counts.</summary>
    public static bool IsExecutable(string type) => type is Pod or Container or Suspend or "HTTP" or "Plugin";
}
