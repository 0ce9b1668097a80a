using IdpBuilder.Workflows;

namespace IdpBuilder.Tests.Workflows;

public sealed class WorkflowTreeTests
{
    [Fact]
    public void Facts_come_first_then_the_nodes_with_their_columns()
    {
        var workflow = WorkflowEngines.Read(Runs.FailedLoop(), [], Runs.Now)! with { Package = "shop" };
        Assert.Equal(
            """
            Name:        loop
            Namespace:   demo
            Kind:        Workflow
            Package:     shop
            Hook:        PreSync
            Phase:       Failed
            Message:     child 'loop-g' failed
            Started:     2026-01-01 11:00:00Z
            Finished:    2026-01-01 11:00:30Z
            Duration:    30s
            Progress:    1/3
            Output:      total=7

            STEP                    TEMPLATE  POD                   DURATION  MESSAGE
            ✖ loop                  main                            30s       child 'loop-g' failed
            └─ ✖ [0]
               ├─ ✔ try(0:a)        work      loop-work-3656212184
               └─ ✖ try(1:b)        work                                      No more retries left
                  ├─ ✖ try(1:b)(0)  work      loop-work-541832553             main: Error (exit code 3)
                  └─ ✖ try(1:b)(1)  work      loop-work-2219741548            main: Error (exit code 4)
            ✔ loop.onExit           bye       loop-bye-567084722
            """,
            workflow.ToTree(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_group_of_one_step_is_left_out_and_what_waits_to_be_resumed_has_a_sign_of_its_own()
    {
        var gate = Node("gate", "Suspend", WorkflowNodePhase.Running);
        var root = Node("main", "Steps", WorkflowNodePhase.Running, Node("[0]", "StepGroup", WorkflowNodePhase.Running, gate), Node("late", "Pod", WorkflowNodePhase.Skipped));
        var workflow = new Workflow { Name = "a", Namespace = "b", Kind = "Workflow", Engine = "x", Phase = WorkflowPhase.Running, Suspended = true, Nodes = [root] };

        Assert.EndsWith(string.Join(Environment.NewLine, "● main", "├─ ‖ gate", "└─ ○ late"), workflow.ToTree());
        Assert.Contains("Running (suspended)", workflow.ToTree());
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(60, "1m0s")]
    [InlineData(3661, "1h1m")]
    [InlineData(180000, "50h0m")]
    public void Durations_have_two_units(double seconds, string shown)
    {
        var workflow = WorkflowEngines.Read(Runs.Suspended(), [], Runs.Now)! with { Duration = TimeSpan.FromSeconds(seconds) };

        Assert.Contains($"Duration:    {shown}{Environment.NewLine}", workflow.ToTree());
    }

    [Fact]
    public void Nodes_that_cannot_be_read_are_said_to_be_so()
    {
        var run = Runs.FailedLoop();
        run.Status!.Remove("nodes");
        run.Status["compressedNodes"] = "x";

        Assert.Contains("Nodes:       the compressed nodes cannot be read", WorkflowEngines.Read(run, [], Runs.Now)!.ToTree());
    }

    private static WorkflowNode Node(string name, string type, WorkflowNodePhase phase, params WorkflowNode[] children) =>
        new() { Id = name, Name = name, DisplayName = name, Type = type, Phase = phase, Children = children };
}
