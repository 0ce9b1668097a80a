using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class NodeChangesTests
{
    [Fact]
    public void Each_node_is_told_when_it_comes_to_another_phase()
    {
        var before = Run(Node("gate", "Suspend", WorkflowNodePhase.Running), Node("build", "Pod", WorkflowNodePhase.Running));
        var after = Run(Node("gate", "Suspend", WorkflowNodePhase.Succeeded), Node("build", "Pod", WorkflowNodePhase.Running), Node("deploy", "Pod", WorkflowNodePhase.Failed, "no\nroom"));

        Assert.Equal(
            ["ci/flow main Running", "ci/flow   gate Running (suspended)", "ci/flow   build Running"],
            NodeChanges.Between(null, before));
        Assert.Equal(
            ["ci/flow   gate Succeeded after 00:00:05", "ci/flow   deploy Failed after 00:00:05: no room"],
            NodeChanges.Between(before, after));
        Assert.Empty(NodeChanges.Between(after, after));
    }

    private static Workflow Run(params WorkflowNode[] children) => new()
    {
        Name = "flow",
        Namespace = "ci",
        Kind = "Workflow",
        Engine = "Argo Workflows",
        Nodes = [Node("main", "Steps", WorkflowNodePhase.Running) with { Children = children }],
    };

    private static WorkflowNode Node(string name, string type, WorkflowNodePhase phase, string message = "") => new()
    {
        Id = name,
        Name = name,
        DisplayName = name,
        Type = type,
        Phase = phase,
        Message = message,
        Duration = TimeSpan.FromSeconds(5),
    };
}
